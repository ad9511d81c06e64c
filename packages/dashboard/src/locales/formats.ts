/** Text for each plural form a language has; `other` always stands. `#` is replaced by the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Numbers, dates and lists in the form of one locale. */
export interface Formats {
  locale: string;
  /** A whole or broken number with at most two decimals. */
  number(value: number): string;
  /** A number in few letters, for axes: `12.4K`. */
  compact(value: number): string;
  /** A ratio from 0 to 1 as a percentage; one decimal below ten per cent. */
  percent(ratio: number): string;
  /** A change as a signed percentage: `+12%`. */
  change(ratio: number): string;
  /** The same with at most one decimal: `+1.2%`. */
  fineChange(ratio: number): string;
  /** A number with its sign and at most one decimal: `+3.2`. */
  signed(value: number): string;
  /** Money from decimal text, never through a binary fraction. */
  money(amount: string | number, currency: string): string;
  /** Money without its cents. */
  wholeMoney(amount: number, currency: string): string;
  /** A factor: `12×`. */
  times(factor: number): string;
  /** Money in few letters, for axes. */
  compactMoney(amount: number, currency: string): string;
  /** A calendar day `2026-03-09`, short: `9 Mar`. */
  day(isoDay: string): string;
  /** A calendar day with weekday and year. */
  longDay(isoDay: string): string;
  /** From one calendar day to another, without saying twice what both share. */
  days(fromIsoDay: string, toIsoDay: string): string;
  /** A moment in a time zone, to the second. */
  time(epochMs: number, timeZone: string): string;
  /** A moment in a time zone with its day: `9 Mar 2026, 14:05`. */
  moment(epochMs: number, timeZone: string): string;
  /** The hour of a moment in a time zone: `14:00`. */
  hour(epochMs: number, timeZone: string): string;
  /** What a machine took: `12 ms`. */
  milliseconds(ms: number): string;
  /** What travels: `5,212 bytes`. */
  bytes(count: number): string;
  /** What lies on a disk, in the unit that suits it: `12.4 GB`. */
  diskSize(bytes: number): string;
  /** A short time in seconds with at most two decimals, below one in ms: `2.41s`. */
  seconds(ms: number): string;
  /** A length of time in at most two units: `2 min 5 s`. */
  duration(ms: number): string;
  /** Items joined by "and". */
  list(items: readonly string[]): string;
  /** Items joined by "or". */
  either(items: readonly string[]): string;
  /** A number with its noun in the right plural form. */
  plural(count: number, forms: PluralForms): string;
}

const DURATION_UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

const SMALLEST_DISK_UNIT = ['kilobyte', 1e3] as const;
const DISK_UNITS = [['terabyte', 1e12], ['gigabyte', 1e9], ['megabyte', 1e6], SMALLEST_DISK_UNIT] as const;

// Ranges are asked in Gregorian days, so they are shown in them even where the locale's own calendar differs.
const utcDate = { calendar: 'gregory', timeZone: 'UTC' } as const;
const atUtc = (isoDay: string) => new Date(`${isoDay.slice(0, 10)}T00:00:00Z`);

/** Creates the formats of a locale, such as `ar-EG`. */
export const createFormats = (locale: string): Formats => {
  // Making a formatter costs far more than using it, and lists use the same few again and again.
  const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
  const numbersAs = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const name = JSON.stringify(options);
    const known = made.get(name);
    const formatter = known instanceof Intl.NumberFormat ? known : new Intl.NumberFormat(locale, options);
    made.set(name, formatter);
    return formatter;
  };
  const momentsAs = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const name = JSON.stringify(options);
    const known = made.get(name);
    const formatter = known instanceof Intl.DateTimeFormat ? known : new Intl.DateTimeFormat(locale, options);
    made.set(name, formatter);
    return formatter;
  };

  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const finePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const change = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...utcDate });
  const longDay = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...utcDate,
  });
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...utcDate });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const pluralRules = new Intl.PluralRules(locale);

  return {
    locale,
    number: (value) => number.format(value),
    compact: (value) => compact.format(value),
    percent: (ratio) => (ratio > 0 && ratio < 0.1 ? finePercent : wholePercent).format(ratio),
    change: (ratio) => change.format(ratio),
    fineChange: (ratio) =>
      numbersAs({ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(ratio),
    signed: (value) => numbersAs({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value),
    money: (amount, currency) => numbersAs({ style: 'currency', currency }).format(amount as `${number}`),
    wholeMoney: (amount, currency) =>
      numbersAs({ style: 'currency', currency, maximumFractionDigits: 0 }).format(amount),
    times: (factor) => `${number.format(Math.round(factor))}×`,
    compactMoney: (amount, currency) =>
      numbersAs({
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: 1,
        currencyDisplay: 'narrowSymbol',
      }).format(amount),
    day: (isoDay) => day.format(atUtc(isoDay)),
    longDay: (isoDay) => longDay.format(atUtc(isoDay)),
    days: (from, to) => days.formatRange(atUtc(from), atUtc(to)),
    time: (epochMs, timeZone) => momentsAs({ timeStyle: 'medium', calendar: 'gregory', timeZone }).format(epochMs),
    moment: (epochMs, timeZone) =>
      momentsAs({ dateStyle: 'medium', timeStyle: 'short', calendar: 'gregory', timeZone }).format(epochMs),
    hour: (epochMs, timeZone) => momentsAs({ timeStyle: 'short', calendar: 'gregory', timeZone }).format(epochMs),
    milliseconds: (ms) => numbersAs({ style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(ms),
    bytes: (count) => numbersAs({ style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(count),
    diskSize: (size) => {
      const [unit, unitBytes] = DISK_UNITS.find(([, least]) => size >= least) ?? SMALLEST_DISK_UNIT;
      return numbersAs({ style: 'unit', unit, maximumFractionDigits: 1 }).format(size / unitBytes);
    },
    seconds: (ms) =>
      Math.round(ms) < 1000
        ? numbersAs({ style: 'unit', unit: 'millisecond', unitDisplay: 'narrow', maximumFractionDigits: 0 }).format(ms)
        : numbersAs({ style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 2 }).format(
            ms / 1000,
          ),
    duration: (ms) => {
      const index = DURATION_UNITS.findIndex(([, unitMs]) => ms >= unitMs);
      const shown = index < 0 ? DURATION_UNITS.slice(-1) : DURATION_UNITS.slice(index, index + 2);
      let rest = ms;
      const parts = shown.map(([unit, unitMs]) => {
        const amount = Math.floor(rest / unitMs);
        rest -= amount * unitMs;
        return { unit, amount };
      });
      return parts
        .filter(({ amount }, position) => position === 0 || amount > 0)
        .map(({ unit, amount }) => numbersAs({ style: 'unit', unit, unitDisplay: 'short' }).format(amount))
        .join(' ');
    },
    list: (items) => list.format(items),
    either: (items) => either.format(items),
    plural: (count, forms) => (forms[pluralRules.select(count)] ?? forms.other).replace('#', number.format(count)),
  };
};
