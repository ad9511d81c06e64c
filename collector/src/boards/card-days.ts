import { Temporal } from 'temporal-polyfill';

/** Calendar days of the site's time zone, both included: `2026-03-09`. */
export interface Days {
  from: string;
  to: string;
}

/** The days that a card asks about, and those it compares them with. */
export interface CardDays {
  days: Days;
  compared: Days | undefined;
}

/** Ranges that move with the days, by the names that they have in the dashboard's addresses. */
export const rangeNames = ['today', 'yesterday', '7d', '30d', '90d', 'month', 'last-month', '12m'] as const;

/** A range that moves with the days. */
export type RangeName = (typeof rangeNames)[number];

/** What days are compared with, by the names in the dashboard's addresses: nothing, as many days before them, a year before. */
export const comparisonNames = ['none', 'previous', 'year'] as const;

/** What days are compared with. */
export type ComparisonName = (typeof comparisonNames)[number];

/** Where an address names no range, and where it names no comparison. */
const DEFAULT_RANGE = '30d';
const DEFAULT_COMPARISON = 'previous';

const lastDays = (today: Temporal.PlainDate, count: number) => ({
  from: today.subtract({ days: count - 1 }),
  to: today,
});

const ranges: Record<RangeName, (today: Temporal.PlainDate) => { from: Temporal.PlainDate; to: Temporal.PlainDate }> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: today.subtract({ days: 1 }), to: today.subtract({ days: 1 }) }),
  '7d': (today) => lastDays(today, 7),
  '30d': (today) => lastDays(today, 30),
  '90d': (today) => lastDays(today, 90),
  month: (today) => ({ from: today.with({ day: 1 }), to: today }),
  'last-month': (today) => {
    const to = today.with({ day: 1 }).subtract({ days: 1 });
    return { from: to.with({ day: 1 }), to };
  },
  '12m': (today) => lastDays(today, 365),
};

const dayOf = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};

const isRangeName = (text: string): text is RangeName => rangeNames.some((name) => name === text);

const rangeOf = (text: string, today: Temporal.PlainDate) => {
  if (isRangeName(text)) return ranges[text](today);
  const [from = '', to = '', ...rest] = text.split('..');
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!first || !last || rest.length > 0 || Temporal.PlainDate.compare(first, last) > 0)
    return ranges[DEFAULT_RANGE](today);
  return { from: first, to: last };
};

export interface CardDaysOptions {
  nowMs: number;
  /** IANA name. */
  timeZone: string;
  /** Instead of the range that the card was saved with. */
  range?: RangeName | Days | undefined;
  /** Instead of the comparison that the card was saved with. */
  comparison?: ComparisonName | undefined;
}

const textOf = (range: CardDaysOptions['range']) => (typeof range === 'object' ? `${range.from}..${range.to}` : range);

/**
 * The days that a card means at a moment: those that the address says at which it was saved, as the dashboard reads them.
 * @param view The panel, "?" and the query string.
 */
export const cardDays = (view: string, { nowMs, timeZone, range, comparison: chosen }: CardDaysOptions): CardDays => {
  const query = new URLSearchParams(view.split('?').slice(1).join('?'));
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const { from, to } = rangeOf(textOf(range) ?? query.get('range') ?? DEFAULT_RANGE, today);
  const comparison = chosen ?? query.get('compare') ?? DEFAULT_COMPARISON;
  // A year is 52 whole weeks here, so that a Monday is compared with a Monday.
  const shift = { days: comparison === 'year' ? 364 : from.until(to, { largestUnit: 'days' }).days + 1 };
  return {
    days: { from: String(from), to: String(to) },
    compared:
      comparison === 'none' ? undefined : { from: String(from.subtract(shift)), to: String(to.subtract(shift)) },
  };
};

const isPlaceOf = (value: object, name: string) =>
  Object.keys(value).length === 1 && 'board' in value && value.board === name;

const filledIn = (value: unknown, asked: CardDays): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => filledIn(entry, asked));
  if (isPlaceOf(value, 'days')) return asked.days;
  if (isPlaceOf(value, 'compared_days')) return asked.compared;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, filledIn(entry, asked)]));
};

/** A card's definition with the days that it means. */
export const withDays = (definition: object, asked: CardDays): object => Object(filledIn(definition, asked));
