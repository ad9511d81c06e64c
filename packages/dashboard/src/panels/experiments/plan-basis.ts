import type { EventReference } from '@telltale/query';
import type { Metric } from './experiment.ts';

/** What visitors did in some weeks, as a question about trends told it. */
export interface Seen {
  visitors: number;
  /** Who did what the metric looks for. */
  did: number;
  /** What each of those did, in the metric's unit; null where that is not asked. */
  each: number | null;
}

/** What a plan rests on: a share of visitors, or a mean and how far it spreads. Null is not known: to be written. */
export interface PlanBasis {
  value: number | null;
  /** Null for a share, which has none of its own. */
  spread: number | null;
}

/** Whether a metric is a share, whose spread follows from itself. */
export const isShareMetric = ({ type }: Metric): boolean =>
  type === 'conversion' || type === 'funnel' || type === 'web_vital';

/** The events that a metric looks for, where they alone say what is done. */
export const eventsOf = (metric: Metric): EventReference[] => {
  if ('events' in metric && metric.events) return [...metric.events];
  return [{ kind: 'purchase' }];
};

/** How many times the mean the standard deviation of one order or count is, where nothing is known: as far as the mean, as waiting times spread. */
const SPREAD_OF_MEAN = 1;

/**
 * What is known of a metric before the experiment. Of means that many do not have at all (revenue per visitor: who buys nothing spends 0) the variance is
 * p m² (1 + s²) − (p m)², with the share p of visitors who have one, their mean m and its relative spread s.
 */
export const basisOf = (metric: Metric, { visitors, did, each }: Seen): PlanBasis => {
  const share = visitors > 0 ? Math.min(1, did / visitors) : 0;
  if (metric.type === 'conversion') return { value: share > 0 ? share : null, spread: null };
  if (each === null || each <= 0 || share <= 0) return { value: null, spread: null };
  const ofSquare = share * each ** 2 * (1 + SPREAD_OF_MEAN ** 2);
  if (metric.type === 'count' || metric.type === 'revenue')
    return { value: share * each, spread: Math.sqrt(ofSquare - (share * each) ** 2) };
  // Only who orders tells of orders: as if all others were not there.
  if (metric.type === 'order_value') return { value: each, spread: (each * SPREAD_OF_MEAN) / Math.sqrt(share) };
  return { value: null, spread: null };
};
