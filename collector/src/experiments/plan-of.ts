import { daysFor, minimumDetectableEffect, visitorsNeeded } from '@telltale/statistics';

/** What is known before an experiment begins. */
export interface PlanAsked {
  /** The share of visitors who convert now, above 0, below 1; or the mean of what each of them does, not 0. */
  value: number;
  /** Of what each visitor does, above 0; absent for a share, which has none of its own. */
  standardDeviation?: number | undefined;
  /** The least relative change worth finding, such as 0.05. */
  leastEffectRatio: number;
  variants: number;
  /** Who would take part. */
  visitorsPerDay: number;
  reading: 'fixed' | 'sequential';
}

/** How long it takes to find the least effect 4 times in 5, and what can be found by then. */
export interface Plan {
  /** Of all variants. */
  visitors: number;
  days: number;
  /** Relative to the value, after so many days. */
  detectable: { days: number; effectRatio: number }[];
}

const WEEKS = [7, 14, 28, 56];

/** Plans an experiment whose variants all have the same weight: on a conversion, or on a mean such as the revenue per visitor. */
export const planOf = (asked: PlanAsked): Plan => {
  const { value, standardDeviation, leastEffectRatio, variants, visitorsPerDay, reading } = asked;
  const isShare = standardDeviation === undefined;
  const shareRatio = 1 / variants;
  // Bonferroni's confidence: a little more than what the results will need.
  const options = { isSequential: reading === 'sequential', confidence: 1 - 0.05 / (variants - 1) };
  const group = (mean: number) => ({ variance: isShare ? mean * (1 - mean) : standardDeviation ** 2, shareRatio });
  const after = isShare ? Math.min(0.9999, value * (1 + leastEffectRatio)) : value * (1 + leastEffectRatio);
  const visitors = Math.ceil(visitorsNeeded(group(value), group(after), after - value, options));
  return {
    visitors,
    days: daysFor(visitors, visitorsPerDay),
    detectable: WEEKS.map((days) => ({
      days,
      effectRatio:
        minimumDetectableEffect(group(value), group(value), days * visitorsPerDay, options) / Math.abs(value),
    })),
  };
};
