import type { EventRow } from '@telltale/store';
import type { EnrichedEvents } from './enrich.ts';
import type { OwnColumns, SharedColumns } from './enrichers/enricher.ts';

/** UTF-8 has no half characters; encoding puts U+FFFD in their place. */
const wellFormed = (_name: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

/**
 * A sender may write half a character (a lone surrogate), which no engine takes and which would keep a whole segment from being
 * stored: it becomes U+FFFD. `JSON.stringify` writes lone surrogates as `\ud…`, and nothing else but that text itself, so the usual
 * text is made once.
 */
const json = (value: object): string => {
  const usual = JSON.stringify(value);
  return usual.includes('\\ud') ? JSON.stringify(value, wellFormed) : usual;
};

/** From here on, JSON written by JavaScript holds whole numbers that the engine takes for integers and then has no room for. */
const TOO_LARGE = 2 ** 63;

/** With an exponent it is a fraction to the engine, of the same value. */
const numberText = (measure: number): string =>
  Math.abs(measure) >= TOO_LARGE ? measure.toExponential() : JSON.stringify(measure);

const measuresText = (measures: EventRow['measures']): string => {
  for (const name in measures)
    if (Math.abs(measures[name] ?? 0) >= TOO_LARGE)
      return `{${Object.entries(measures).map(([each, value]) => `${json([each]).slice(1, -1)}:${numberText(value)}`)}}`;
  return json(measures);
};

/** What the engine puts in a column that a line does not name: lines leave it out. */
const isDefault = (value: SharedColumns[keyof SharedColumns]) => value === '' || value === 0 || value === '0';

const sharedText = (shared: SharedColumns): string => {
  const named: Partial<Record<keyof SharedColumns, unknown>> = {};
  for (const name of Object.keys(shared) as (keyof SharedColumns)[])
    if (!isDefault(shared[name])) named[name] = shared[name];
  return json(named).slice(1, -1);
};

/** Kinds are names of ours and ids digits: they need no escapes. */
const ownText = ({ kind, time, seq, event_id, object, amount, currency, dimensions, measures }: OwnColumns): string => {
  let text = `"kind":"${kind}","time":${time},"seq":${seq},"event_id":"${event_id}"`;
  if (object !== '') text += `,"object":${json([object]).slice(1, -1)}`;
  if (currency !== '') text += `,"amount":"${amount}","currency":"${currency}"`;
  const dimensionsText = json(dimensions);
  if (dimensionsText !== '{}') text += `,"dimensions":${dimensionsText}`;
  const said = measuresText(measures);
  if (said !== '{}') text += `,"measures":${said}`;
  return text;
};

/** An envelope's rows as lines of a segment, NDJSON. What its events share is made into text once; columns at their default are left out. */
export const rowLines = ({ shared, own }: EnrichedEvents): string => {
  const sharedPart = sharedText(shared);
  let lines = '';
  for (const columns of own) lines += `{${ownText(columns)},${sharedPart}}\n`;
  return lines;
};
