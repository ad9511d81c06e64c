import type { Envelope, Event } from '@telltale/protocol';
import type { EventRow } from '@telltale/store';
import type { Arrival } from './arrival.ts';
import type { Enricher, OwnColumns, SharedColumns } from './enrichers/enricher.ts';
import { ownColumns } from './own-columns.ts';
import { readPageUrl } from './page-url.ts';
import type { JudgedEnvelope } from './validate.ts';

/** What a column holds until an enricher fills it. */
const blankColumns = ({ site, receivedAt }: Arrival): SharedColumns => ({
  site_id: site.id,
  is_bot: 0,
  visitor_id: '0',
  session_id: '0',
  page_id: '0',
  customer_id: '',
  hostname: '',
  path: '',
  search: '',
  referrer_host: '',
  referrer_path: '',
  channel: '',
  source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_term: '',
  utm_content: '',
  country: '',
  region: '',
  browser: '',
  browser_version: '',
  os: '',
  device: '',
  language: '',
  viewport_width: 0,
  viewport_height: 0,
  bot_reason: '',
  received_at: receivedAt,
});

/** Rows of the table `events` that came in one envelope: what they share is found, kept and written once. */
export interface EnrichedEvents {
  shared: SharedColumns;
  own: OwnColumns[];
}

/** Gives an envelope's events their ids as the store holds them: their own, or made of the page view and their place there. */
const createEventIds = ({ pageId }: Envelope): ((event: Event) => string) => {
  const page = BigInt(`0x${pageId}`);
  return ({ id, seq }) => (id === undefined ? BigInt.asUintN(64, page + BigInt(seq)) : BigInt(`0x${id}`)).toString();
};

/** What the enrichers find out about an envelope: its events share it. */
export const sharedColumns = (
  enrichers: readonly Enricher[],
  arrival: Arrival,
  { envelope, page }: Omit<JudgedEnvelope, 'events'>,
): SharedColumns => {
  const referrer = envelope.referrer ? readPageUrl(envelope.referrer) : undefined;
  const subject = { arrival, envelope, page, referrer };
  const shared = blankColumns(arrival);
  for (const enricher of enrichers) Object.assign(shared, enricher.enrich(subject, shared));
  return shared;
};

/** Adds its own columns to each event of an envelope. */
export const withOwnColumns = (
  shared: SharedColumns,
  { envelope, events }: Pick<JudgedEnvelope, 'envelope' | 'events'>,
): EnrichedEvents => {
  const eventIdOf = createEventIds(envelope);
  return { shared, own: events.map((event) => ownColumns(event, eventIdOf(event), shared.path)) };
};

/** Turns judged envelopes into rows of the table `events`. */
export const enrich = (
  enrichers: readonly Enricher[],
  arrival: Arrival,
  envelopes: readonly JudgedEnvelope[],
): EnrichedEvents[] => envelopes.map((judged) => withOwnColumns(sharedColumns(enrichers, arrival, judged), judged));

/** Whole rows, for those who look at few. */
export const rowsOf = ({ shared, own }: EnrichedEvents): EventRow[] =>
  own.map((columns) => ({ ...shared, ...columns }));
