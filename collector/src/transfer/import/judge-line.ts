import { catalog } from '@telltale/protocol';
import type { DatedEvent } from '@telltale/store';
import type { Arrival } from '../../ingest/arrival.ts';
import type { SharedColumns } from '../../ingest/enrichers/enricher.ts';
import { idOfText } from '../../ingest/id-of-text.ts';
import { judgeServerEvents } from '../../ingest/judge-server-events.ts';
import { type PageUrl, readPageUrl } from '../../ingest/page-url.ts';
import { type Fault, faultOf, type JudgedEnvelope } from '../../ingest/validate.ts';
import { scrubText } from '../../lib/scrub.ts';
import { contextColumns, type Told, toldNames, toldSchema } from '../event-fields.ts';
import { readTime } from './read-time.ts';

/** A line that passed: its event, and the columns that it tells and no enricher need find out. */
export interface JudgedLine {
  judged: JudgedEnvelope;
  told: Partial<SharedColumns>;
  /** By what the store knows it. */
  identity: DatedEvent;
  /** True when the id is the sender's or the order's, not made of the place in the file: other files can tell the same event. */
  hasOwnId: boolean;
}

export interface LinePlace {
  arrival: Arrival;
  /** 16 hex digits: the id of an event that has none of its own. */
  lineId: string;
  line: number;
  /** Epoch ms: what happened before is erased by the site's retention. */
  limitMs: number;
}

const onceByProperty: ReadonlySet<unknown> = new Set(
  catalog.filter(({ countsOnceBy }) => countsOnceBy !== undefined).map(({ kind }) => kind),
);

const noObject: Fault = { code: 'invalid_event', path: '', message: 'The line must be an object: {"kind": …}.' };
const twoAddresses: Fault = {
  code: 'invalid_url',
  path: 'url',
  message: 'The page is told twice: give "url", or "hostname", "path" and "search".',
};
const badPage: Fault = {
  code: 'invalid_url',
  path: 'path',
  message: '"hostname", "path" and "search" together are not an address.',
};
const badReferrer: Fault = { code: 'invalid_url', path: 'referrer', message: 'The referrer is not an address.' };

/** Ids may be of any form, as another product made them: the same text of the same site is the same visitor. */
const idOf = (siteId: string, what: 'visitor' | 'session', id: unknown): unknown =>
  typeof id !== 'string' || id === '' || id.length > 120 || /^[0-9a-f]{16}$/.test(id) ? id : idOfText(what, siteId, id);

/** The page as the export tells it: readable, in parts. Encoded again it is read as any address is. */
const pageOf = ({ hostname = '', path = '', search = '' }: Told): PageUrl | undefined => {
  try {
    const address = `${encodeURI(path || '/')}${search && `?${encodeURI(search)}`}`;
    return readPageUrl(hostname ? `http://${hostname}${address.startsWith('/') ? '' : '/'}${address}` : address);
  } catch {
    return undefined;
  }
};

const decimal = (hex: string | undefined) => BigInt(`0x${hex ?? '0'}`).toString();

const identityOf = ({ envelope, events }: JudgedEnvelope, { pageId }: Told): Omit<DatedEvent, 'time'> => ({
  eventId: decimal(events[0]?.id),
  kind: events[0]?.kind ?? '',
  visitorId: decimal(envelope.visitorId),
  pageId: decimal(pageId),
});

const toldColumns = (told: Told): Partial<SharedColumns> => ({
  ...Object.fromEntries(
    Object.entries(contextColumns).flatMap(([name, column]) => {
      const value = told[name as keyof typeof contextColumns];
      return value === undefined ? [] : [[column, typeof value === 'string' ? scrubText(value) : value]];
    }),
  ),
  ...(told.pageId !== undefined && { page_id: decimal(told.pageId) }),
  ...(told.isBot && { is_bot: 1 as const, bot_reason: told.botReason ?? '' }),
});

/**
 * Judges one line of a file as an event of the site's own server, with what history has beside: its time may lie years back, and the
 * line may tell what an enricher found out then.
 */
export const judgeLine = (candidate: unknown, { arrival, lineId, line, limitMs }: LinePlace): JudgedLine | Fault => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return noObject;
  const entries = Object.entries(candidate);
  const { data: told, error } = toldSchema.safeParse(
    Object.fromEntries(entries.filter(([name]) => toldNames.has(name))),
  );
  if (!told) return faultOf(error);
  const { at: when, ...event } = Object.fromEntries(entries.filter(([name]) => !toldNames.has(name)));

  const at = readTime(when, { nowMs: arrival.receivedAt, limitMs });
  if (typeof at !== 'number') return at;
  const hasOwnId = event.id !== undefined || onceByProperty.has(event.kind);
  const prepared = {
    ...event,
    ...(!hasOwnId && { id: lineId }),
    ...('visitorId' in event && { visitorId: idOf(arrival.site.id, 'visitor', event.visitorId) }),
    ...('sessionId' in event && { sessionId: idOf(arrival.site.id, 'session', event.sessionId) }),
  };
  const { envelopes, rejected } = judgeServerEvents([prepared], arrival);
  const [judged] = envelopes;
  if (!judged) {
    const { index: _, ...fault } = rejected[0]?.rejection ?? { index: 0, ...noObject };
    return fault;
  }

  const isPageTold = told.hostname !== undefined || told.path !== undefined || told.search !== undefined;
  if (isPageTold && event.url !== undefined) return twoAddresses;
  const page = isPageTold ? pageOf(told) : judged.page;
  if (!page) return badPage;
  if (told.referrer && !readPageUrl(told.referrer)) return badReferrer;
  return {
    hasOwnId,
    identity: { ...identityOf(judged, told), time: at },
    judged: {
      page,
      envelope: { ...judged.envelope, ...(told.referrer && { referrer: told.referrer }) },
      events: judged.events.map((one) => ({ ...one, at, seq: told.seq ?? line })),
    },
    told: toldColumns(told),
  };
};
