const DAY_MS = 86_400_000;

/** True for a calendar day that exists, written `2026-03-09`. */
export const isIsoDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && toIsoDay(Date.parse(`${text}T00:00:00Z`)) === text;

const toIsoDay = (epochMs: number): string =>
  Number.isFinite(epochMs) ? new Date(epochMs).toISOString().slice(0, 10) : '';

/** The calendar day some days later, or earlier when `count` is negative. Calendar days have no time zone. */
export const addDays = (isoDay: string, count: number): string =>
  toIsoDay(Date.parse(`${isoDay}T00:00:00Z`) + count * DAY_MS);

/** How many days a range has, both ends counted. */
export const countDays = (fromIsoDay: string, toDay: string): number =>
  Math.round((Date.parse(`${toDay}T00:00:00Z`) - Date.parse(`${fromIsoDay}T00:00:00Z`)) / DAY_MS) + 1;

/** The calendar day at a moment in a time zone. */
export const isoDayAt = (epochMs: number, timeZone: string): string => {
  // Parts rather than a locale that happens to write ISO dates: the form of "en-CA" has changed before.
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  }).formatToParts(epochMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
};

const MINUTE_MS = 60_000;
/** Zones are at most fourteen hours ahead of UTC and twelve behind it. */
const MOST_AHEAD_MINUTES = 14 * 60;
const MOST_BEHIND_MINUTES = 12 * 60;

/** The first moment of a calendar day in a time zone, epoch ms: also where its clocks skip midnight. NaN where there is no such day. */
export const dayStartAt = (isoDay: string, timeZone: string): number => {
  if (!isIsoDay(isoDay)) return Number.NaN;
  const midnightUtcMs = Date.parse(`${isoDay}T00:00:00Z`);
  let [low, high] = [-MOST_AHEAD_MINUTES, MOST_BEHIND_MINUTES];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isoDayAt(midnightUtcMs + middle * MINUTE_MS, timeZone) >= isoDay) high = middle;
    else low = middle + 1;
  }
  return midnightUtcMs + low * MINUTE_MS;
};
