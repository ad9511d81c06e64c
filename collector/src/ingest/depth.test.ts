import { describe, expect, it } from 'vitest';
import { droppedLines } from '../delivery/dropped.ts';
import { defaultSiteSettings } from '../sites/site.ts';
import type { Arrival } from './arrival.ts';
import { decode } from './decode.ts';
import { cutDeeperThan } from './depth.ts';
import { judgeServerEvents } from './judge-server-events.ts';
import { judgeBatch, judgeEvents } from './validate.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
const depthOf = (value: unknown): number => {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0; depth += 1)
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? [...Object.values(part), null] : []));
  return depth - 1;
};

describe('what is nested too deep', () => {
  it('is cut where it goes too far, and nothing else is touched', () => {
    const value = { a: [1, { b: ['x', { c: 1, d: { e: [2] } }], f: { g: 1 } }], z: null };
    expect(cutDeeperThan(value, 3)).toEqual({ a: [1, { b: [], f: {} }], z: null });
    expect(cutDeeperThan(nested(3), 3)).toEqual(nested(3));
    expect(cutDeeperThan('text', 3)).toBe('text');
  });

  const now = Date.now();
  const site = { ...defaultSiteSettings, name: 'Shop', timeZone: 'UTC', id: 's', publicKeys: ['k'], createdAt: 0 };
  const arrival: Arrival = { site, receivedAt: now, ip: '', userAgent: '', acceptLanguage: '' };
  const good = { id: '00000000000000a1', kind: 'page_view', at: now, properties: {} };
  const endless = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const between = (events: string) => events.replace('"endless"', endless);

  it.each([
    ['in place of an event', 'endless'],
    ['in a property', { ...good, seq: 0, properties: { navigation: 'endless' } }],
    ['in a property that nobody knows', { ...good, seq: 0, other: ['endless'] }],
    ['as the kind', { ...good, seq: 0, kind: 'endless' }],
  ])('%s is refused alone, and what is kept of it can be walked again', (_, bad) => {
    const events = [{ ...good, seq: 0 }, bad, { ...good, seq: 2 }];
    const envelopes = [{ pageId: '00000000000000b1', url: '/', events }];
    const body = between(JSON.stringify({ v: 1, site: 'k', sentAt: now, envelopes }));
    const { envelopes: judged, rejected } = judgeEvents(judgeBatch(decode(Buffer.from(body))), arrival);
    expect(judged[0]?.events).toHaveLength(2);
    expect(rejected.map(({ rejection, event }) => [rejection.index, depthOf(event)])).toEqual([[1, 33]]);
  });

  it("in a server's event is refused alone, and what is kept of it can be walked again", () => {
    const whole = { ...good, customerId: 'c' };
    const body = between(JSON.stringify([whole, { ...whole, properties: ['endless'] }]));
    const { envelopes, rejected } = judgeServerEvents(decode(Buffer.from(body)) as unknown[], arrival);
    expect(envelopes).toHaveLength(1);
    expect(rejected.map(({ rejection, event }) => [rejection.index, depthOf(event)])).toEqual([[1, 33]]);
  });

  it('in the first event of a batch that tells of dropped ones, does not keep those from being counted once', () => {
    const envelopes = [{ pageId: '00000000000000b1', url: '/', events: ['endless'] }];
    const body = between(JSON.stringify({ v: 1, site: 'k', sentAt: now, dropped: { expired: 3 }, envelopes }));
    const [once, again] = [1, 2].map(() => droppedLines(judgeBatch(decode(Buffer.from(body))), arrival));
    expect(once?.dropped).toEqual(new Map([['expired', 3]]));
    expect(again).toEqual(once);
  });

  it('in the batch beside its events is refused with it', () => {
    const body = between(JSON.stringify({ v: 1, site: 'k', sentAt: now, dropped: 'endless', envelopes: [] }));
    const refused = expect.objectContaining({ code: 'invalid_batch', path: 'dropped' });
    expect(() => judgeBatch(decode(Buffer.from(body)))).toThrow(refused);
  });
});
