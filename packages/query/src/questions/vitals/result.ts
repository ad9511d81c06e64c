import type { Span } from '../../time/range.ts';
import type { VitalMetric } from './metrics.ts';

/** One metric, measured in page views. */
export interface VitalFigures {
  metric: VitalMetric;
  /** Page views in which it was measured. */
  measured: number;
  /** The 75th percentile, interpolated: ms; of CLS its score. Null where nothing was measured. */
  p75: number | null;
  /** Rated by the library in the browser; the three add up to `measured`. */
  good: number;
  needsImprovement: number;
  poor: number;
}

/** The metrics of the page views with one value. */
export interface VitalsGroup {
  /** '' where they have none. */
  value: string;
  metrics: VitalFigures[];
}

/** How fast and how steady pages were. Each list of metrics has all of them, in the same order. */
export interface VitalsResult {
  range: Span;
  total: VitalFigures[];
  /** Those with most measurements first. Null without a breakdown. */
  groups: VitalsGroup[] | null;
  /** Null without a comparison range. */
  comparison: { range: Span; total: VitalFigures[] } | null;
  /** Up to where a metric is good, and from where it is poor. Source: web.dev/vitals. */
  thresholds: Record<VitalMetric, { goodUpTo: number; poorAbove: number }>;
}
