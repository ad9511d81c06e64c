/** A segment as it was at one moment. */
export interface SegmentSize {
  /** Epoch ms at which the day, week or month began. */
  startAt: number;
  /** Epoch ms at which it ended, the moment that is told; of the current one, when it will. */
  endAt: number;
  /** Members. */
  count: number;
  /** Visitors ever seen until then. */
  population: number;
  /** `count` / `population`; null when there was no visitor. */
  shareRatio: number | null;
}

/** The answer to the size of a segment over time. */
export interface SegmentSizeResult {
  /** In order. */
  sizes: SegmentSize[];
}
