import type { EventRow } from '@telltale/store';

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
  /** Where: the page's path, or the address as it was sent when the event was refused. */
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
  accepted(siteId: string, rows: readonly EventRow[], token: string): void;
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

/** Keeps the last events of each site for those who watch them arrive. */
export const createRecentEvents = (): RecentEvents => {
  const bySite = new Map<string, (RecentEvent & { token: string })[]>();
  const watchers = new Map<string, Set<(change: RecentChange) => void>>();
  let sequence = 0;

  const tell = (siteId: string, change: RecentChange) => {
    for (const listener of watchers.get(siteId) ?? []) listener(change);
  };

  const shown = ({ token: _, ...event }: RecentEvent & { token: string }): RecentEvent => event;

  const keep = (siteId: string, events: (RecentEvent & { token: string })[]) => {
    bySite.set(siteId, [...(bySite.get(siteId) ?? []), ...events].slice(-KEPT_PER_SITE));
    tell(siteId, { type: 'events', events: events.map(shown) });
  };

  return {
    accepted: (siteId, rows, token) =>
      keep(
        siteId,
        rows.slice(-KEPT_PER_SITE).map((row) => ({
          sequence: ++sequence,
          token,
          verdict: row.is_bot ? 'bot' : 'accepted',
          isStored: false,
          receivedAt: row.received_at,
          time: row.time,
          kind: row.kind,
          object: row.object,
          page: row.path,
          visitorId: hex(row.visitor_id),
          channel: row.channel,
          browser: row.browser,
          device: row.device,
          dimensions: row.dimensions,
          measures: row.measures,
          amount: row.currency ? `${row.amount} ${row.currency}` : '',
          code: row.bot_reason,
          path: '',
          message: '',
        })),
      ),
    rejected: (siteId, events, receivedAt) =>
      keep(
        siteId,
        events.slice(-KEPT_PER_SITE).map(({ kind, url, code, path, message }) => ({
          sequence: ++sequence,
          token: '',
          verdict: 'rejected',
          isStored: false,
          receivedAt,
          time: receivedAt,
          kind,
          object: '',
          page: url,
          visitorId: '',
          channel: '',
          browser: '',
          device: '',
          dimensions: {},
          measures: {},
          amount: '',
          code,
          path,
          message,
        })),
      ),
    stored: (token) => {
      for (const [siteId, events] of bySite) {
        const now = events.filter((event) => event.token === token && !event.isStored);
        for (const event of now) event.isStored = true;
        if (now.length > 0) tell(siteId, { type: 'stored', sequences: now.map((event) => event.sequence) });
      }
    },
    forget: (siteId) => void bySite.delete(siteId),
    list: (siteId) => (bySite.get(siteId) ?? []).map(shown),
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
