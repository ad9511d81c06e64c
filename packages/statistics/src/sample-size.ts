import { criticalValue } from './critical-value.ts';
import { normalQuantile } from './distributions/normal.ts';
import { sequentialCriticalValue } from './sequential-critical-value.ts';

/** A group as it is planned. */
export interface PlannedGroup {
  /** Of one visitor's value. */
  variance: number;
  /** The share of all visitors of the experiment that are in it, above 0 to 1. */
  shareRatio: number;
}

/** How sure one wants to be. */
export interface PlanOptions {
  /** Of the interval, above 0, below 1. Default: 0.95. */
  confidence?: number;
  /** How likely the effect is found if it is there, above 0, below 1. Default: 0.8. */
  power?: number;
  /** True where one may look and stop at any time: that takes more visitors. Default: false. */
  isSequential?: boolean;
}

/** The variance of the difference of the two groups, times the visitors of the experiment. */
const spreadOf = (a: PlannedGroup, b: PlannedGroup): number => a.variance / a.shareRatio + b.variance / b.shareRatio;

/** Standard errors that an effect must be away from nothing. */
const reachOf = (visitors: number, { confidence = 0.95, power = 0.8, isSequential = false }: PlanOptions): number =>
  // A plan is tuned for its own number of visitors.
  (isSequential ? sequentialCriticalValue(visitors, { confidence, tunedFor: visitors }) : criticalValue(confidence)) +
  normalQuantile(power);

/**
 * Visitors that an experiment needs, all groups together, to find an effect of at least this size between two of them.
 *
 * Source: S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in Clinical Research", 2nd ed. (2008), 3.2.1 (means) and 4.2.1
 * (proportions, whose variances are p(1 − p)).
 *
 * @param effect the least difference worth finding, in the value's own unit; its sign does not matter
 * @throws RangeError when the effect is 0
 */
export const visitorsNeeded = (a: PlannedGroup, b: PlannedGroup, effect: number, options: PlanOptions = {}): number => {
  if (!(Math.abs(effect) > 0)) throw new RangeError('An effect of 0 is never found: a least effect is expected.');
  // Tuned for itself, the reach is the same at any number.
  const reach = reachOf(1, options);
  return (reach * reach * spreadOf(a, b)) / (effect * effect);
};

/**
 * The least effect between two groups that an experiment of so many visitors finds: the minimum detectable effect, in the value's unit.
 * @param visitors of all groups together, above 0
 */
export const minimumDetectableEffect = (
  a: PlannedGroup,
  b: PlannedGroup,
  visitors: number,
  options: PlanOptions = {},
): number => reachOf(visitors, options) * Math.sqrt(spreadOf(a, b) / visitors);

/** Whole days until so many visitors came. @param visitorsPerDay above 0 */
export const daysFor = (visitors: number, visitorsPerDay: number): number => Math.ceil(visitors / visitorsPerDay);
