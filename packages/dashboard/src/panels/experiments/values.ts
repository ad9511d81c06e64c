import type { MetricFigures } from '@telltale/query';
import { formats } from '../../locales/index.ts';

type Kind = Pick<MetricFigures, 'type' | 'currency'>;

/** A metric's value in its own unit; a dash where there is none. */
export const shownValue = ({ type, currency }: Kind, value: number | null): string => {
  const { percent, money, duration, number } = formats.value;
  if (value === null) return '–';
  if (type === 'conversion' || type === 'funnel' || type === 'web_vital') return percent(value);
  if (currency) return money(value.toFixed(2), currency);
  return type === 'time_to_convert' ? duration(Math.round(value)) : number(value);
};

/** A difference of values, with its sign. */
export const shownDifference = (kind: Kind, value: number): string => {
  if (kind.type === 'conversion' || kind.type === 'funnel' || kind.type === 'web_vital')
    return formats.value.fineChange(value);
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${shownValue(kind, Math.abs(value))}`;
};

/** Text of its own direction within a sentence: a sign stays before its number, a name keeps its letters together. */
export const apart = (text: string): string => `\u2068${text}\u2069`;
