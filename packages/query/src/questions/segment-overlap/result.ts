/** Some of the visitors. */
export interface OverlapCount {
  count: number;
  /** `count` / `population`; null when there is no visitor. */
  shareRatio: number | null;
}

/** The visitors who are in just these of the segments. */
export interface SegmentCombination extends OverlapCount {
  /** Whether they are in the segment, in the order of the definition. */
  isIn: boolean[];
}

/** The answer to the overlap of segments. */
export interface SegmentOverlapResult {
  /** Visitors that could be members. */
  population: number;
  /** Each segment's members, in the order of the definition. */
  segments: OverlapCount[];
  /** Every combination: of two segments neither, only the first, only the second, both. They add up to the population. */
  combinations: SegmentCombination[];
}
