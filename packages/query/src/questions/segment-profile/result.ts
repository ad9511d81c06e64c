import type { Interval } from '@telltale/statistics';

/** How a value is spread in the segment and outside. */
export interface ProfileValue {
  property: string;
  value: string;
  /** Members who have it. */
  members: number;
  /** Visitors outside the segment who have it. */
  others: number;
  /** Of all members, 0 to 1. */
  memberRatio: number;
  /** Of all visitors outside, 0 to 1. */
  otherRatio: number;
  /** `memberRatio` − `otherRatio`, with its 95 % confidence interval (Newcombe, from Wilson's scores). */
  difference: { value: number; interval: Interval };
  /** `memberRatio` / `otherRatio`, with its 95 % confidence interval (from Wilson's scores); null where nobody outside has it. */
  lift: { value: number; interval: Interval } | null;
}

/** The answer to the profile of a segment. */
export interface SegmentProfileResult {
  members: number;
  /** Visitors of the population that are no members. */
  others: number;
  /**
   * The clearest differences first: by the end of the difference's interval that is nearer to 0, those whose interval holds 0 last.
   * Empty when everybody is a member, or nobody.
   */
  values: ProfileValue[];
}
