import type { EventRow } from '@telltale/store';
import type { EnrichedEvents } from './enrich.ts';
import type { OwnColumns, SharedColumns } from './enrichers/enricher.ts';

/** Every escape there is, so that none is looked for in the middle of another. */
const ESCAPE = /\\(?:(ud[89a-f][\da-f]{2})|.)/g;

/**
 * A sender may write half a character (a lone surrogate), which no engine takes and which would keep a whole segment from being
 * stored: it becomes U+FFFD, as when it is encoded in UTF-8. `JSON.stringify` writes lone surrogates as `\ud…`, and nothing else but
 * that text itself, so whole lines are looked through at once.
 */
const withoutHalves = (lines: string): string =>
  lines.includes('\\ud') ? lines.replace(ESCAPE, (escaped, half) => (half === undefined ? escaped : '\ufffd')) : lines;

/** Texts as nearly all are: JSON writes them as they stand, and to see that takes less time than to have it written. */
const PLAIN = /^[ !#-[\]-~\u00a0-\ud7ff\ue000-\uffff]*$/;

const textJson = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** From here on, JSON written by JavaScript holds whole numbers that the engine takes for integers and then has no room for. */
const TOO_LARGE = 2 ** 63;

/** With an exponent it is a fraction to the engine, of the same value. */
const numberText = (measure: number): string =>
  Math.abs(measure) >= TOO_LARGE ? measure.toExponential() : JSON.stringify(measure);

const measuresText = (measures: EventRow['measures']): string => {
  for (const name in measures)
    if (Math.abs(measures[name] ?? 0) >= TOO_LARGE)
      return `{${Object.entries(measures).map(([each, value]) => `${textJson(each)}:${numberText(value)}`)}}`;
  return JSON.stringify(measures);
};

/** Columns at the engine's own default are left out of a line. */
const sharedText = (shared: SharedColumns): string => {
  let text = '';
  for (const name in shared) {
    const value = shared[name as keyof SharedColumns];
    if (value === '' || value === 0 || value === '0') continue;
    text += `,"${name}":${typeof value === 'number' ? value : textJson(value)}`;
  }
  return text;
};

/** Kinds are names of ours and ids digits: they need no escapes. */
const ownText = ({ kind, time, seq, event_id, object, amount, currency, dimensions, measures }: OwnColumns): string => {
  let text = `"kind":"${kind}","time":${time},"seq":${seq},"event_id":"${event_id}"`;
  if (object !== '') text += `,"object":${textJson(object)}`;
  if (currency !== '') text += `,"amount":"${amount}","currency":"${currency}"`;
  const dimensionsText = JSON.stringify(dimensions);
  if (dimensionsText !== '{}') text += `,"dimensions":${dimensionsText}`;
  const said = measuresText(measures);
  if (said !== '{}') text += `,"measures":${said}`;
  return text;
};

/** An envelope's rows as lines of a segment, NDJSON. What its events share is made into text once; columns at their default are left out. */
export const rowLines = ({ shared, own }: EnrichedEvents): string => {
  const sharedPart = sharedText(shared);
  let lines = '';
  for (const columns of own) lines += `{${ownText(columns)}${sharedPart}}\n`;
  return withoutHalves(lines);
};
