import type { Fault } from '../../ingest/validate.ts';

/** Nobody's events: an empty clock, or seconds taken for milliseconds. */
const EARLIEST_MS = Date.UTC(2000, 0);
/** As for events of a server. */
const MAX_CLOCK_AHEAD_MS = 300_000;

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})$/i;

const fault = (code: string, message: string): Fault => ({ code, path: 'at', message });

/** The instant that a text means; NaN when it means none or does not say in which zone. */
const instantOf = (text: string): number => {
  const [, date, time, zone = ''] = INSTANT.exec(text.trim()) ?? [];
  const offset = zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  return date === undefined ? Number.NaN : Date.parse(`${date}T${time}${offset}`);
};

/**
 * When an event of a file happened: epoch milliseconds, or ISO 8601 with "Z" or an offset.
 * @param limitMs Events before it are erased by the site's retention within the hour; epoch ms.
 */
export const readTime = (at: unknown, { nowMs, limitMs }: { nowMs: number; limitMs: number }): number | Fault => {
  if (at === undefined || at === null) return fault('invalid_event', 'The event must say when it happened: "at".');
  const time = typeof at === 'string' ? instantOf(at) : Number(typeof at === 'number' ? at : Number.NaN);
  if (!Number.isFinite(time))
    return fault(
      'invalid_event',
      '"at" must be epoch milliseconds, or a date and time with "Z" or an offset: "2026-03-01T09:30:00+03:00".',
    );
  const whole = Math.round(time);
  if (whole < EARLIEST_MS)
    return fault(
      'invalid_event',
      '"at" lies before the year 2000: it must be in milliseconds since 1970, not seconds.',
    );
  if (whole < limitMs)
    return fault('too_old', 'The event is older than the site keeps events; raise its "retentionDays" first.');
  if (whole - nowMs > MAX_CLOCK_AHEAD_MS)
    return fault('in_future', 'The event would happen more than 5 minutes from now.');
  return Math.min(whole, nowMs);
};
