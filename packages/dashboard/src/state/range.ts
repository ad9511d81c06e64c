import { addDays, countDays, isIsoDay } from './iso-day.ts';

/** Ranges that move with the days. */
export const rangePresets = ['today', 'yesterday', '7d', '30d', '90d', 'month', 'last-month', '12m'] as const;

/** A range that moves with the days. */
export type RangePreset = (typeof rangePresets)[number];

/** Calendar days of the site's time zone, both included. */
export interface DayRange {
  from: string;
  to: string;
}

/** What the reader chose: a moving range or two days. */
export type RangeChoice = RangePreset | DayRange;

/** What the range is compared with. */
export const comparisons = ['none', 'previous', 'year'] as const;

/** What the range is compared with: nothing, the same number of days before it, the same days a year before. */
export type Comparison = (typeof comparisons)[number];

const monthStart = (isoDay: string) => `${isoDay.slice(0, 7)}-01`;

const presets: Record<RangePreset, (today: string) => DayRange> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  '7d': (today) => ({ from: addDays(today, -6), to: today }),
  '30d': (today) => ({ from: addDays(today, -29), to: today }),
  '90d': (today) => ({ from: addDays(today, -89), to: today }),
  month: (today) => ({ from: monthStart(today), to: today }),
  'last-month': (today) => {
    const to = addDays(monthStart(today), -1);
    return { from: monthStart(to), to };
  },
  '12m': (today) => ({ from: addDays(today, -364), to: today }),
};

/** The days a choice means today. */
export const resolveRange = (choice: RangeChoice, today: string): DayRange =>
  typeof choice === 'string' ? presets[choice](today) : choice;

/** The days a range is compared with; undefined when it is not compared. */
export const comparedRange = ({ from, to }: DayRange, comparison: Comparison): DayRange | undefined => {
  if (comparison === 'none') return undefined;
  // A year is 52 whole weeks here, so that a Monday is compared with a Monday.
  const shift = comparison === 'year' ? 364 : countDays(from, to);
  return { from: addDays(from, -shift), to: addDays(to, -shift) };
};

/** Reads `30d` or `2026-01-01..2026-01-31`; undefined when it is neither, or ends before it starts. */
export const parseRange = (text: string): RangeChoice | undefined => {
  const preset = rangePresets.find((name) => name === text);
  if (preset) return preset;
  const [from = '', to = '', ...rest] = text.split('..');
  return rest.length === 0 && isIsoDay(from) && isIsoDay(to) && from <= to ? { from, to } : undefined;
};

/** Writes what `parseRange` reads. */
export const formatRange = (choice: RangeChoice): string =>
  typeof choice === 'string' ? choice : `${choice.from}..${choice.to}`;

// Up to so many points a chart can be read; beyond them days become weeks.
const MOST_DAYS_BY_HOUR = 2;
const MOST_DAYS_BY_DAY = 120;

/** How the days are cut for a chart. */
export const intervalOf = ({ from, to }: DayRange): 'hour' | 'day' | 'week' => {
  const days = countDays(from, to);
  if (days <= MOST_DAYS_BY_HOUR) return 'hour';
  return days <= MOST_DAYS_BY_DAY ? 'day' : 'week';
};
