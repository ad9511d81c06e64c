import type { UnjudgedBatch } from '@telltale/protocol';
import type { Arrival } from '../ingest/arrival.ts';
import { clockOffsetMs } from '../ingest/clock-skew.ts';
import { readPageUrl } from '../ingest/page-url.ts';
import { createAddressRanges } from '../lib/address-ranges.ts';
import { createKeyedHash } from '../lib/keyed-hash.ts';
import { scrubPath } from '../lib/scrub.ts';
import type { ArrivalFacts } from './facts.ts';
import { createWindowed } from './windowed.ts';

/** Looks at what tags' requests have in common. Nothing of it is stored; addresses are kept as numbers that lead nowhere. */
export interface ArrivalSigns {
  /** Called for each batch of a tag, before its events are judged. */
  note(batch: Pick<UnjudgedBatch, 'sentAt' | 'dropped' | 'envelopes'>, arrival: Arrival): void;
  /** What was seen of a site in the last half hour to hour. */
  of(
    siteId: string,
    nowMs: number,
  ): Pick<
    ArrivalFacts,
    'requests' | 'visitors' | 'addresses' | 'privateRequests' | 'relayed' | 'skewedVisitors' | 'secondTags'
  >;
}

/** How a tag reports, among what it dropped, that it met another one on its page. It is no event. */
export const SECOND_TAG = 'twice';

const WINDOW_MS = 1_800_000;
/** Enough to judge by. */
const MOST_ADDRESSES = 50;
const MOST_VISITORS = 2_000;
const MOST_PAGES = 20;
/** Clocks that are less wrong do no harm. */
const SKEWED_MS = 60_000;

const privateAddresses = createAddressRanges('private');

interface Signs {
  requests: number;
  privateRequests: number;
  addresses: Set<number>;
  visitors: Set<string>;
  skewed: Set<string>;
  relayed: Map<string, number>;
  secondTags: Map<string, number>;
}

const noSigns = (): Signs => ({
  requests: 0,
  privateRequests: 0,
  addresses: new Set(),
  visitors: new Set(),
  skewed: new Set(),
  relayed: new Map(),
  secondTags: new Map(),
});

const add = (counts: Map<string, number>, name: string, count: number) =>
  counts.set(name, (counts.get(name) ?? 0) + count);

const union = <Value>(sets: readonly ReadonlySet<Value>[]): Set<Value> => new Set(sets.flatMap((set) => [...set]));

const sums = (all: readonly ReadonlyMap<string, number>[]): Map<string, number> => {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [name, count] of counts) add(sum, name, count);
  return sum;
};

/** Begins with nothing seen. */
export const createArrivalSigns = (): ArrivalSigns => {
  const windows = createWindowed(WINDOW_MS, noSigns);
  const hashOf = createKeyedHash();

  return {
    note: ({ sentAt, dropped, envelopes }, { site, ip, userAgent, receivedAt, relayedBy = '' }) => {
      const signs = windows.current(site.id, receivedAt);
      signs.requests += 1;
      if (privateAddresses.includes(ip)) signs.privateRequests += 1;
      if (relayedBy) add(signs.relayed, relayedBy, 1);
      if (signs.addresses.size < MOST_ADDRESSES) signs.addresses.add(hashOf(ip));
      const [first] = envelopes;
      if (signs.visitors.size < MOST_VISITORS) {
        // Without an id of their own, visitors differ by their browsers at least.
        const visitor = first?.visitorId ?? userAgent;
        signs.visitors.add(visitor);
        if (Math.abs(clockOffsetMs(sentAt, receivedAt)) >= SKEWED_MS) signs.skewed.add(visitor);
      }
      const loads = dropped?.[SECOND_TAG];
      if (!loads) return;
      const page = scrubPath(readPageUrl(first?.url ?? '')?.pathname ?? '');
      if (signs.secondTags.has(page) || signs.secondTags.size < MOST_PAGES) add(signs.secondTags, page, loads);
    },
    of: (siteId, nowMs) => {
      const seen = windows.all(siteId, nowMs);
      const total = (count: (signs: Signs) => number) => seen.reduce((sum, signs) => sum + count(signs), 0);
      return {
        requests: total(({ requests }) => requests),
        privateRequests: total(({ privateRequests }) => privateRequests),
        addresses: union(seen.map(({ addresses }) => addresses)).size,
        visitors: union(seen.map(({ visitors }) => visitors)).size,
        skewedVisitors: union(seen.map(({ skewed }) => skewed)).size,
        relayed: sums(seen.map(({ relayed }) => relayed)),
        secondTags: sums(seen.map(({ secondTags }) => secondTags)),
      };
    },
  };
};
