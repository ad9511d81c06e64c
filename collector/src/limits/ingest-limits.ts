import { createAddressRanges } from '../lib/address-ranges.ts';
import { createKeyedHash } from '../lib/keyed-hash.ts';
import { Refusal } from '../lib/refusal.ts';
import { networkOf } from './network-of.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';

/** How much may be sent: from one address, and to one site. */
export interface IngestLimits {
  /** Before a request's body is read: counts it. @throws Refusal 429 when its address must wait */
  takeRequest(ip: string): void;
  /** Before a batch's events are judged: counts them. `ip` is empty for a site's own server. @throws Refusal 429 when the site must wait */
  takeEvents(siteId: string, ip: string, count: number): void;
}

export interface IngestLimitsOptions {
  /** Events in a minute; 0: without limit. */
  clientEventsPerMinute: number;
  siteEventsPerMinute: number;
  nowMs?: () => number;
}

/** Who is told to wait comes back within this time after it, not all in the same second. */
const SPREAD_S = 10;

/** No customer's: a proxy's whose header is not read, or a program's beside the collector. All visitors would share one limit. */
const unlimitedAddresses = createAddressRanges('private');

const tooMany = (waitMs: number, message: string) =>
  new Refusal(429, 'rate_limited', message, {
    retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)) + Math.floor(Math.random() * SPREAD_S),
  });

const limiterOf = (perMinute: number, nowMs: (() => number) | undefined): RateLimiter | undefined =>
  perMinute > 0 ? createRateLimiter({ perMinute, ...(nowMs && { nowMs }) }) : undefined;

/** Counts in memory what this collector takes; several collectors count each for themselves. A tag that is told to wait keeps its events. */
export const createIngestLimits = ({
  clientEventsPerMinute,
  siteEventsPerMinute,
  nowMs,
}: IngestLimitsOptions): IngestLimits => {
  const clients = limiterOf(clientEventsPerMinute, nowMs);
  const sites = limiterOf(siteEventsPerMinute, nowMs);
  const hashOf = createKeyedHash();
  /** Addresses themselves are not remembered. */
  const keyOf = (ip: string) => hashOf(networkOf(ip));

  return {
    takeRequest: (ip) => {
      if (!clients) return;
      const key = keyOf(ip);
      const waitMs = clients.waitMs(key);
      if (waitMs > 0 && !unlimitedAddresses.includes(ip))
        throw tooMany(waitMs, `At most ${clientEventsPerMinute} events a minute are taken from one address.`);
      clients.count(key, 1);
    },
    takeEvents: (siteId, ip, count) => {
      const waitMs = sites?.waitMs(siteId) ?? 0;
      if (waitMs > 0) throw tooMany(waitMs, `At most ${siteEventsPerMinute} events a minute are taken for this site.`);
      sites?.count(siteId, count);
      // The request itself was counted as its first event.
      if (ip !== '' && count > 1) clients?.count(keyOf(ip), count - 1);
    },
  };
};
