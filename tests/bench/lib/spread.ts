import { quantile } from '@telltale/statistics';

/** Repeated measurements in three figures: a single shot on a shared machine says nothing. */
export interface Spread {
  median: number;
  p25: number;
  p75: number;
  count: number;
}

/** The quartiles of some measurements. @throws RangeError when there is none */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  p25: quantile(values, 0.25),
  p75: quantile(values, 0.75),
  count: values.length,
});
