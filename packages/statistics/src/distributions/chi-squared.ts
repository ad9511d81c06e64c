import { upperGamma } from './upper-gamma.ts';

/** How likely a chi-squared variable is at least `value`. @param degrees of freedom, at least 1 */
export const chiSquaredTail = (value: number, degrees: number): number => upperGamma(degrees / 2, value / 2);
