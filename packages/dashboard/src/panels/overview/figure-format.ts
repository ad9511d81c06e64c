import { formats } from '../../locales/index.ts';
import type { Figure } from './overview-question.ts';
import { overviewWords } from './words.ts';

/** What a figure is called. */
export const figureTitle = ({ measure, currency = '' }: Figure): string =>
  measure === 'revenue' ? overviewWords.value.revenue(currency) : overviewWords.value[measure];

/** A figure's value in full. */
export const formatFigure = ({ measure, currency }: Figure, value: number | string): string => {
  if (currency !== undefined) return formats.value.money(value, currency);
  if (measure === 'conversion') return formats.value.percent(Number(value));
  return formats.value.number(Number(value));
};

// From here on an amount's cents cost more room than they tell; the full amount is in the table and on hover.
const WHOLE_FROM = 10_000;

/** A figure's total, as it stands on its card. */
export const formatTotal = (figure: Figure): string => {
  const { currency, total, exactTotal } = figure;
  return currency !== undefined && Math.abs(total) >= WHOLE_FROM
    ? formats.value.wholeMoney(total, currency)
    : formatFigure(figure, exactTotal ?? total);
};

/** A figure's value in few letters, for an axis. */
export const formatFigureShort = ({ measure, currency }: Figure, value: number): string => {
  if (currency !== undefined) return formats.value.compactMoney(value, currency);
  return measure === 'conversion' ? formats.value.percent(value) : formats.value.compact(value);
};
