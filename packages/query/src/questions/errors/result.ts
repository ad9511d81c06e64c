import type { Span } from '../../time/range.ts';

/** How often something failed. */
interface ErrorFigures {
  occurrences: number;
  visitors: number;
  /** Different sessions; what only the site's server told has none. */
  sessions: number;
}

/** One fault: all errors of one fingerprint. */
export interface Fault extends ErrorFigures {
  fingerprint: string;
  /** As of its last occurrence in the range: 'exception', 'rejection' or 'resource'; message; '' where the source is unknown. */
  origin: string;
  message: string;
  source: string;
  /** Ever, also before the range; epoch ms. Of the events that are kept: see the site's retention. */
  firstSeenAt: number;
  /** In the range; epoch ms. */
  lastSeenAt: number;
  /** True when it was never seen before the range. */
  isNew: boolean;
  /** On so many different pages. */
  pageCount: number;
  /** At most three, those on which it happened most first. */
  pages: { path: string; occurrences: number }[];
}

/** What failed on the pages. */
export interface ErrorsResult {
  range: Span;
  total: ErrorFigures;
  /** Different faults. */
  count: number;
  faults: Fault[];
}
