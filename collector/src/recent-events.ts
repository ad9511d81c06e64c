import type { EnrichedEvents } from './ingest/enrich.ts';
import type { OwnColumns, SharedColumns } from './ingest/enrichers/enricher.ts';
import { scrubPage, scrubText } from './lib/scrub.ts';

/** What became of an event. A `bot` is accepted too, but kept apart. */
export type RecentVerdict = 'accepted' | 'bot' | 'rejected';

/** One event as the owner sees it live. */
export interface RecentEvent {
  /** Grows by one with each event of the process. */
  sequence: number;
  verdict: RecentVerdict;
  /** True once questions can see it. */
  isStored: boolean;
  /** Epoch ms by the collector's clock. */
  receivedAt: number;
  /** Epoch ms at which it happened. */
  time: number;
  kind: string;
  object: string;
  /** Where: the page's path, or the address without query when the event was refused. */
  page: string;
  /** 16 hex digits; empty when the event was refused. */
  visitorId: string;
  channel: string;
  browser: string;
  device: string;
  dimensions: Readonly<Record<string, string>>;
  measures: Readonly<Record<string, number>>;
  /** Decimal text with currency, such as "19.90 EUR"; empty without money. */
  amount: string;
  /** Why it was refused or kept apart; empty when it was not. */
  code: string;
  path: string;
  message: string;
}

/** What changed, told to who watches a site. */
export type RecentChange =
  | { type: 'events'; events: readonly RecentEvent[] }
  | { type: 'stored'; sequences: readonly number[] };

/** A refused event, as far as it is known. */
export interface RefusedEvent {
  kind: string;
  url: string;
  code: string;
  path: string;
  message: string;
}

/** The last events of each site, in memory. */
export interface RecentEvents {
  accepted(siteId: string, enriched: readonly EnrichedEvents[], token: string): void;
  rejected(siteId: string, events: readonly RefusedEvent[], receivedAt: number): void;
  /** Marks what lies in a segment as stored. */
  stored(token: string): void;
  /** Forgets all of a site: something of it was deleted. */
  forget(siteId: string): void;
  /** Oldest first. */
  list(siteId: string): readonly RecentEvent[];
  /** @returns a function that ends the watching. */
  watch(siteId: string, listener: (change: RecentChange) => void): () => void;
}

/** Enough to see what a click just caused; memory stays small with many sites. */
const KEPT_PER_SITE = 200;

const hex = (decimal: string) => BigInt(decimal).toString(16).padStart(16, '0');

type Content = Omit<RecentEvent, 'sequence' | 'isStored'>;

/** Events that came together, as they are kept: what is shown of them is made when somebody looks, for most are never looked at. */
interface KeptEvents {
  /** Of the first; the others count on from it. */
  sequence: number;
  count: number;
  isStored: boolean;
  /** The segment they lie in; empty when they were refused. */
  token: string;
  contents: () => readonly Content[];
}

const acceptedContent = (shared: SharedColumns, own: OwnColumns): Content => ({
  verdict: shared.is_bot ? 'bot' : 'accepted',
  receivedAt: shared.received_at,
  time: own.time,
  kind: own.kind,
  object: own.object,
  page: shared.path,
  visitorId: hex(shared.visitor_id),
  channel: shared.channel,
  browser: shared.browser,
  device: shared.device,
  dimensions: own.dimensions,
  measures: own.measures,
  amount: own.currency ? `${own.amount} ${own.currency}` : '',
  code: shared.bot_reason,
  path: '',
  message: '',
});

const rejectedContent = ({ kind, url, code, path, message }: RefusedEvent, receivedAt: number): Content => ({
  verdict: 'rejected',
  receivedAt,
  time: receivedAt,
  kind: scrubText(kind),
  object: '',
  page: scrubPage(url),
  visitorId: '',
  channel: '',
  browser: '',
  device: '',
  dimensions: {},
  measures: {},
  amount: '',
  code,
  path: scrubText(path),
  message: scrubText(message),
});

const shown = ({ sequence, isStored, contents }: KeptEvents): RecentEvent[] =>
  contents().map((content, place) => ({ sequence: sequence + place, isStored, ...content }));

const sequencesOf = ({ sequence, count }: KeptEvents): number[] =>
  Array.from({ length: count }, (_, place) => sequence + place);

/** Keeps the last events of each site for those who watch them arrive. */
export const createRecentEvents = (): RecentEvents => {
  /** What came together stays together, so that the last one alone may hold more than is shown. */
  const bySite = new Map<string, { groups: KeptEvents[]; count: number }>();
  const watchers = new Map<string, Set<(change: RecentChange) => void>>();
  let sequence = 1;

  const keptOf = (siteId: string) => {
    const known = bySite.get(siteId);
    if (known) return known;
    const kept = { groups: [], count: 0 };
    bySite.set(siteId, kept);
    return kept;
  };

  const tell = (siteId: string, change: () => RecentChange) => {
    const listeners = watchers.get(siteId);
    if (!listeners) return;
    const said = change();
    for (const listener of listeners) listener(said);
  };

  const keep = (siteId: string, fresh: Omit<KeptEvents, 'sequence' | 'isStored'>) => {
    const group: KeptEvents = { ...fresh, sequence, isStored: false };
    sequence += group.count;
    const kept = keptOf(siteId);
    kept.groups.push(group);
    kept.count += group.count;
    // Now and then, so that it costs little.
    if (kept.count > 2 * KEPT_PER_SITE) {
      let leaving = 0;
      for (const { count } of kept.groups) {
        if (kept.count - count < KEPT_PER_SITE) break;
        kept.count -= count;
        leaving += 1;
      }
      kept.groups.splice(0, leaving);
    }
    tell(siteId, () => ({ type: 'events', events: shown(group).slice(-KEPT_PER_SITE) }));
  };

  return {
    accepted: (siteId, enriched, token) =>
      keep(siteId, {
        token,
        count: enriched.reduce((sum, { own }) => sum + own.length, 0),
        contents: () => enriched.flatMap(({ shared, own }) => own.map((columns) => acceptedContent(shared, columns))),
      }),
    rejected: (siteId, events, receivedAt) =>
      keep(siteId, {
        token: '',
        count: events.length,
        contents: () => events.map((event) => rejectedContent(event, receivedAt)),
      }),
    stored: (token) => {
      for (const [siteId, { groups }] of bySite) {
        const now = groups.filter((group) => group.token === token && !group.isStored);
        for (const group of now) group.isStored = true;
        if (now.length > 0) tell(siteId, () => ({ type: 'stored', sequences: now.flatMap(sequencesOf) }));
      }
    },
    forget: (siteId) => void bySite.delete(siteId),
    list: (siteId) => (bySite.get(siteId)?.groups ?? []).flatMap(shown).slice(-KEPT_PER_SITE),
    watch: (siteId, listener) => {
      const listeners = watchers.get(siteId) ?? new Set();
      watchers.set(siteId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) watchers.delete(siteId);
      };
    },
  };
};
