import type { VitalMetric, VitalsResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';

/** What a value means to a visitor. */
export type Rating = 'good' | 'needs-improvement' | 'poor';

/** Rates a value by the metric's thresholds; undefined where nothing was measured. */
export const ratingOf = (
  metric: VitalMetric,
  value: number | null,
  thresholds: VitalsResult['thresholds'],
): Rating | undefined => {
  if (value === null) return undefined;
  const { goodUpTo, poorAbove } = thresholds[metric];
  if (value <= goodUpTo) return 'good';
  return value > poorAbove ? 'poor' : 'needs-improvement';
};

/** A metric's value with its unit: all but the layout shift, which is a score, are times. */
export const vitalText = (metric: VitalMetric, value: number | null): string => {
  if (value === null) return '–';
  return metric === 'CLS' ? formats.value.number(value) : formats.value.seconds(value);
};
