import { describe, expect, it } from 'vitest';
import { findingsOf } from '../diagnosis.ts';
import type { ArrivalFacts, DiskFacts, Facts, TagFacts } from '../facts.ts';
import type { CheckName } from './index.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 22, 12);

/** What a check says of a fact, in short. */
const said = (check: CheckName, facts: Partial<Facts>): string => {
  const found = findingsOf(facts).find((finding) => finding.check === check);
  return `${found?.status} ${found?.cause}`;
};

const hoursAgo = (...ago: number[]): TagFacts => ({
  nowMs: NOW,
  hours: ago.toSorted((a, b) => b - a).map((hours) => ({ startAt: NOW - hours * HOUR_MS, views: 3 })),
  lastSeenAt: ago.length > 0 ? NOW - Math.min(...ago) * HOUR_MS : null,
});
const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

const arrivals = (change: Partial<ArrivalFacts>): Partial<Facts> => ({
  arrivals: {
    requests: 100,
    visitors: 40,
    addresses: 30,
    privateRequests: 0,
    relayed: new Map(),
    clientIpHeader: '',
    isLocal: false,
    skewedVisitors: 0,
    secondTags: new Map(),
    ...change,
  },
});

describe('the diagnosis', () => {
  it('says of each check that nobody knows where nothing could be measured', () => {
    const findings = findingsOf({});
    expect(findings).toHaveLength(13);
    expect(new Set(findings.map(({ status, cause }) => `${status} ${cause}`))).toEqual(new Set(['unknown unmeasured']));
  });

  it('knows a tag that was never seen, one that fell silent, and the silence of a night', () => {
    expect(said('tag', { tag: hoursAgo() })).toBe('problem never');
    expect(said('tag', { tag: hoursAgo(...every(1, 0, 100)) })).toBe('ok seen');
    expect(said('tag', { tag: hoursAgo(...every(1, 5, 100)) })).toBe('warning silent');
    expect(said('tag', { tag: hoursAgo(...every(1, 26, 100)) })).toBe('problem silent');
    // Every day eight hours without a visitor: five more of them are no news, seventeen are.
    const nightly = every(1, 0, 190).filter((hour) => hour % 24 >= 8);
    expect(said('tag', { tag: hoursAgo(...nightly) })).toBe('ok seen');
    expect(said('tag', { tag: hoursAgo(...nightly.filter((hour) => hour > 24)) })).toBe('problem silent');
  });

  it('tells a stray copy of a page from a domain that the owner forgot', () => {
    const refused = { hosts: ['new.example'], hasDomains: true, received: 1_000 };
    expect(said('origin', { refused: { ...refused, foreign: 0 } })).toBe('ok none');
    expect(said('origin', { refused: { ...refused, foreign: 3 } })).toBe('warning refused');
    expect(said('origin', { refused: { ...refused, foreign: 400 } })).toBe('problem refused');
    expect(said('origin', { refused: { ...refused, foreign: 0, hasDomains: false } })).toBe('ok any');
  });

  it('knows of a policy only what browsers report', () => {
    const nothing = { directives: [], pages: [] };
    expect(said('csp', { csp: { reports: 0, aboutTag: 0, ...nothing } })).toBe('unknown silent');
    expect(said('csp', { csp: { reports: 7, aboutTag: 0, ...nothing } })).toBe('ok fine');
    expect(said('csp', { csp: { reports: 7, aboutTag: 1, ...nothing } })).toBe('problem refused');
  });

  it('finds pages without the tag once there is enough to judge by', () => {
    const paths = ['/old'];
    expect(said('untagged', { untagged: { internalViews: 19, fromUntagged: 19, paths } })).toBe('unknown few');
    expect(said('untagged', { untagged: { internalViews: 100, fromUntagged: 0, paths: [] } })).toBe('ok none');
    expect(said('untagged', { untagged: { internalViews: 100, fromUntagged: 5, paths } })).toBe('warning found');
    expect(said('untagged', { untagged: { internalViews: 100, fromUntagged: 50, paths } })).toBe('problem found');
  });

  it('suspects ad-blockers only where orders of server and tag can be compared', () => {
    expect(said('ad_blocker', { orders: { fromServer: 5, knownToTag: 0 } })).toBe('unknown few');
    expect(said('ad_blocker', { orders: { fromServer: 100, knownToTag: 2 } })).toBe('unknown unmatched');
    expect(said('ad_blocker', { orders: { fromServer: 100, knownToTag: 95 } })).toBe('ok fine');
    expect(said('ad_blocker', { orders: { fromServer: 100, knownToTag: 85 } })).toBe('warning blocked');
    expect(said('ad_blocker', { orders: { fromServer: 100, knownToTag: 60 } })).toBe('problem blocked');
  });

  it("knows a proxy's address from visitors' own", () => {
    expect(said('client_address', arrivals({}))).toBe('ok fine');
    expect(said('client_address', arrivals({ requests: 19 }))).toBe('unknown few');
    expect(said('client_address', arrivals({ addresses: 1 }))).toBe('problem shared');
    expect(said('client_address', arrivals({ addresses: 1, visitors: 19 }))).toBe('ok fine');
    const behind = { addresses: 1, privateRequests: 100, relayed: new Map([['x-forwarded-for', 100]]) };
    expect(said('client_address', arrivals(behind))).toBe('problem header_unread');
    expect(said('client_address', arrivals({ ...behind, clientIpHeader: 'x-forwarded-for' }))).toBe(
      'problem proxy_untrusted',
    );
    // Read and believed, it leaves visitors' own addresses.
    const read = { relayed: new Map([['x-forwarded-for', 100]]), clientIpHeader: 'x-forwarded-for' };
    expect(said('client_address', arrivals(read))).toBe('ok fine');
    // Some visitors sit behind proxies of their own.
    expect(said('client_address', arrivals({ relayed: new Map([['x-forwarded-for', 10]]) }))).toBe('ok fine');
    expect(said('client_address', arrivals({ privateRequests: 80, addresses: 9 }))).toBe('warning private');
    expect(said('client_address', arrivals({ privateRequests: 100, addresses: 1, isLocal: true }))).toBe('ok local');
  });

  it('takes the clocks of most visitors for right, and its own for wrong', () => {
    expect(said('clock', arrivals({ visitors: 19, skewedVisitors: 19 }))).toBe('unknown few');
    expect(said('clock', arrivals({ skewedVisitors: 3 }))).toBe('ok fine');
    expect(said('clock', arrivals({ skewedVisitors: 8 }))).toBe('warning some');
    expect(said('clock', arrivals({ skewedVisitors: 39 }))).toBe('problem own');
  });

  it('names the pages on which two tags met', () => {
    expect(said('second_tag', arrivals({ requests: 0 }))).toBe('unknown few');
    expect(said('second_tag', arrivals({}))).toBe('ok none');
    const facts = arrivals({
      secondTags: new Map([
        ['/', 2],
        ['/cart', 9],
      ]),
    });
    expect(findingsOf(facts).find(({ check }) => check === 'second_tag')).toMatchObject({
      status: 'warning',
      figures: { loads: 11, pages: 2 },
      names: ['/cart', '/'],
    });
  });

  it('tells reloads from page views that two makers count', () => {
    expect(said('doubled_views', { doubled: { views: 10, doubled: 10, paths: ['/'] } })).toBe('unknown few');
    expect(said('doubled_views', { doubled: { views: 1_000, doubled: 12, paths: ['/'] } })).toBe('ok none');
    expect(said('doubled_views', { doubled: { views: 1_000, doubled: 40, paths: ['/'] } })).toBe('warning found');
    expect(said('doubled_views', { doubled: { views: 1_000, doubled: 500, paths: ['/'] } })).toBe('problem found');
  });

  it('notices many bots, and bots that become more', () => {
    const before = { stored: 10_000, bots: 500 };
    expect(said('bots', { bots: { lately: { stored: 20, bots: 20 }, before } })).toBe('unknown few');
    expect(said('bots', { bots: { lately: { stored: 1_000, bots: 60 }, before } })).toBe('ok fine');
    expect(said('bots', { bots: { lately: { stored: 1_000, bots: 120 }, before } })).toBe('warning rising');
    const always = { stored: 10_000, bots: 6_000 };
    expect(said('bots', { bots: { lately: { stored: 1_000, bots: 600 }, before: always } })).toBe('warning many');
  });

  it('tells a spool that grows from one that drains, and one that is nearly full', () => {
    const spool = { bytes: 5_000, maxBytes: 100_000, bytesBefore: 1_000, oldestMs: 120_000 };
    expect(said('spool', { spool: { ...spool, oldestMs: 2_000 } })).toBe('ok fine');
    expect(said('spool', { spool })).toBe('warning growing');
    expect(said('spool', { spool: { ...spool, oldestMs: 700_000 } })).toBe('problem growing');
    expect(said('spool', { spool: { ...spool, bytesBefore: 9_000 } })).toBe('warning draining');
    expect(said('spool', { spool: { ...spool, bytes: 90_000 } })).toBe('problem full');
  });

  it('tells a store that is away from one that is slow', () => {
    const store = { awayMs: 0, questions: 40, medianMs: 120, slowMs: 900 };
    expect(said('store', { store })).toBe('ok fine');
    expect(said('store', { store: { ...store, questions: 2, medianMs: 9_000 } })).toBe('ok answers');
    expect(said('store', { store: { ...store, medianMs: 3_000 } })).toBe('warning slow');
    expect(said('store', { store: { ...store, slowMs: 20_000 } })).toBe('warning slow');
    expect(said('store', { store: { ...store, awayMs: 10_000 } })).toBe('warning away');
    expect(said('store', { store: { ...store, awayMs: 90_000 } })).toBe('problem away');
  });

  it('says when the disk is full only where the events will not be erased before', () => {
    const gigabytes = 1024 ** 3;
    const disk: DiskFacts = {
      freeBytes: 100 * gigabytes,
      totalBytes: 500 * gigabytes,
      spoolFreeBytes: 100 * gigabytes,
      eventBytes: 0,
      bytesPerDay: gigabytes / 10,
      retentionDays: 762,
    };
    expect(said('disk', { disk })).toBe('ok fits');
    const fast = { ...disk, bytesPerDay: 2 * gigabytes };
    expect(said('disk', { disk: fast })).toBe('warning filling');
    expect(said('disk', { disk: { ...fast, bytesPerDay: 10 * gigabytes } })).toBe('problem filling');
    // As much is erased every day as comes.
    expect(said('disk', { disk: { ...fast, retentionDays: 30, eventBytes: 60 * gigabytes } })).toBe('ok fits');
    expect(said('disk', { disk: { ...disk, freeBytes: gigabytes / 2 } })).toBe('problem full');
    expect(said('disk', { disk: { ...disk, spoolFreeBytes: 0 } })).toBe('problem full');
    expect(said('disk', { disk: { ...disk, freeBytes: 20 * gigabytes } })).toBe('problem full');
  });
});
