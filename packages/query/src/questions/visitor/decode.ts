import { type Row, rowsOf } from '../../question.ts';
import type { VisitorDefinition } from './definition.ts';
import type { TimelineEvent, VisitorResult } from './result.ts';

/** The columns of an event, all as text. */
type StoredEvent = Readonly<Record<string, string>>;

const hex = (decimal: string) => BigInt(decimal).toString(16).padStart(16, '0');

/** The engine nests names that have a dot; properties' names are flat: `props.plan`. */
const flatten = (values: object, prefix = ''): [string, unknown][] =>
  Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? flatten(value, `${prefix}${name}.`) : [[prefix + name, value]],
  );

const propertiesOf = <Value>(json: string, read: (value: unknown) => Value): Record<string, Value> =>
  Object.fromEntries(flatten(JSON.parse(json) as object).map(([name, value]) => [name, read(value)]));

const eventOf = (stored: StoredEvent): TimelineEvent => {
  const text = (name: string) => stored[name] ?? '';
  return {
    time: Number(text('time')),
    kind: text('kind'),
    object: text('object'),
    path: text('path'),
    visitorId: hex(text('visitor_id')),
    sessionId: hex(text('session_id')),
    customerId: text('customer_id'),
    channel: text('channel'),
    source: text('source'),
    device: text('device'),
    browser: text('browser'),
    country: text('country'),
    dimensions: propertiesOf(text('dimensions'), String),
    measures: propertiesOf(text('measures'), Number),
    value: text('currency') === '' ? null : { amount: text('amount'), currency: text('currency') },
  };
};

const momentOf = (row: Row | undefined, name: string, events: number): number | null =>
  events === 0 ? null : Number(row?.[name]);

/** Reads the figures and the page of the timeline. */
export const decodeVisitor = (answer: readonly Row[] | Uint8Array, { limit }: VisitorDefinition): VisitorResult => {
  const rows = rowsOf(answer);
  const figures = rows.find((row) => Number(row.is_event) === 0);
  const stored = rows
    .filter((row) => row !== figures)
    .map((row) => JSON.parse(String(row.event)) as StoredEvent)
    .sort(
      (a, b) =>
        Number(b.time) - Number(a.time) ||
        Number(b.seq) - Number(a.seq) ||
        Number(BigInt(b.event_id ?? 0) - BigInt(a.event_id ?? 0)) ||
        Number(BigInt(b.visitor_id ?? 0) - BigInt(a.visitor_id ?? 0)),
    );
  const page = stored.slice(0, limit);
  const last = page.at(-1);
  const events = Number(figures?.events ?? 0);
  return {
    events,
    sessions: Number(figures?.sessions ?? 0),
    visitors: Number(figures?.visitors ?? 0),
    firstSeenAt: momentOf(figures, 'first_seen', events),
    lastSeenAt: momentOf(figures, 'last_seen', events),
    customerId: String(figures?.customer ?? ''),
    orders: Number(figures?.orders ?? 0),
    firstChannel: String(figures?.first_channel ?? ''),
    firstSource: String(figures?.first_source ?? ''),
    timeline: page.map(eventOf),
    nextBefore: stored.length > limit && last ? `${last.time} ${last.seq} ${last.event_id} ${last.visitor_id}` : null,
  };
};
