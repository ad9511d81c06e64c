import type { EventRow } from '@telltale/store';
import type { EnrichedEvents } from './enrich.ts';
import type { OwnColumns, SharedColumns } from './enrichers/enricher.ts';

/** UTF-8 has no half characters; encoding puts U+FFFD in their place. */
const wellFormed = (text: string) => Buffer.from(text).toString();

/**
 * A sender may write half a character (a lone surrogate), which no engine takes and which would keep a whole segment from being
 * stored: it becomes U+FFFD. `JSON.stringify` writes lone surrogates as `\ud…`, and nothing else but that text itself, so the usual
 * text is made once.
 */
const hasHalves = (json: string) => json.includes('\\ud');

/** Texts as nearly all are: JSON writes them as they stand, and to see that takes less time than to have it written. */
const PLAIN = /^[ !#-[\]-~\u00a0-\ud7ff\ue000-\uffff]*$/;

const textJson = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  const usual = JSON.stringify(text);
  return hasHalves(usual) ? JSON.stringify(wellFormed(text)) : usual;
};

const objectJson = (values: object): string => {
  const usual = JSON.stringify(values);
  if (!hasHalves(usual)) return usual;
  return JSON.stringify(values, (_name, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value));
};

/** From here on, JSON written by JavaScript holds whole numbers that the engine takes for integers and then has no room for. */
const TOO_LARGE = 2 ** 63;

/** With an exponent it is a fraction to the engine, of the same value. */
const numberText = (measure: number): string =>
  Math.abs(measure) >= TOO_LARGE ? measure.toExponential() : JSON.stringify(measure);

const measuresText = (measures: EventRow['measures']): string => {
  for (const name in measures)
    if (Math.abs(measures[name] ?? 0) >= TOO_LARGE)
      return `{${Object.entries(measures).map(([each, value]) => `${textJson(each)}:${numberText(value)}`)}}`;
  return objectJson(measures);
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
  const dimensionsText = objectJson(dimensions);
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
  return lines;
};
