/** The answer to a segment. */
export interface SegmentResult {
  /** Members. */
  count: number;
  /** Visitors that could be members. */
  population: number;
  /** `count` / `population`; null when there is no visitor. */
  shareRatio: number | null;
  members: {
    /** 16 hex digits each, in order. */
    visitorIds: string[];
    /** Where the next page begins; null on the last. */
    nextAfter: string | null;
  };
}
