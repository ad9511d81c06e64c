import type { EngagementFigure, EngagementValue } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { engagementWords } from './words.ts';

type Unit = Pick<EngagementFigure, 'unit' | 'currency'>;

const inUnit = (value: number | string, { unit, currency }: Unit): string => {
  const { number, percent, duration, milliseconds, signed, money } = formats.value;
  const plain = Number(value);
  if (currency !== null) return money(value, currency);
  if (unit === 'ratio') return percent(plain);
  if (unit === 'ms') return plain < 1000 ? milliseconds(plain) : duration(plain);
  if (unit === 'days') return engagementWords.value.days(Math.round(plain * 10) / 10);
  return unit === 'points' ? signed(plain) : number(plain);
};

/** A value with its unit; a dash where there was nothing to divide by. Sums of money are told to the last digit. */
export const valueText = ({ value, exact, denominator }: EngagementValue, unit: Unit): string => {
  if (value === null) return '–';
  return inUnit(denominator === null ? (exact ?? value) : value, unit);
};

/** What was divided by what; empty where nothing was. */
export const quotientText = ({ numerator, denominator, exact }: EngagementValue, unit: Unit): string => {
  if (denominator === null) return '';
  // A share is of counts; a score has its factor before it.
  const above =
    unit.unit === 'ratio' || unit.unit === 'points'
      ? formats.value.number(numerator)
      : inUnit(exact ?? numerator, unit);
  return `${above} ÷ ${formats.value.number(denominator)}`;
};

/** What a figure is called in a list of all; money with its currency. */
export const figureName = ({ name, currency }: EngagementFigure): string => {
  const title = engagementWords.value.names[name];
  return currency === null ? title : `${title} (${currency})`;
};
