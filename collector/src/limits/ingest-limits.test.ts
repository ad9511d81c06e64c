import { describe, expect, it } from 'vitest';
import { Refusal } from '../lib/refusal.ts';
import { createIngestLimits } from './ingest-limits.ts';
import { networkOf } from './network-of.ts';

const open = (clientEventsPerMinute: number, siteEventsPerMinute: number) =>
  createIngestLimits({ clientEventsPerMinute, siteEventsPerMinute, nowMs: () => 0 });

/** @returns how many of so many tries were let through; every other must say when to come back. */
const passing = (tries: number, act: () => void) => {
  let passed = 0;
  for (let time = 0; time < tries; time += 1)
    try {
      act();
      passed += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(error).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(error.retryAfterS).toBeGreaterThanOrEqual(1);
      expect(error.retryAfterS).toBeLessThan(80);
    }
  return passed;
};

describe('an address', () => {
  it('may send so many events, counted by request and by what is in it', () => {
    const limits = open(100, 0);
    const send = () => {
      limits.takeRequest('203.0.113.7');
      limits.takeEvents('site', '203.0.113.7', 10);
    };
    expect(passing(30, send)).toBe(10);
    expect(passing(30, () => limits.takeRequest('203.0.113.8'))).toBe(30);
  });

  it("of version 6 is its network: the addresses below it are one sender's", () => {
    const limits = open(10, 0);
    let host = 0;
    expect(passing(30, () => limits.takeRequest(`2001:db8:1:2::${(host++).toString(16)}`))).toBe(10);
    expect(passing(5, () => limits.takeRequest('2001:db8:1:3::1'))).toBe(5);
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', 'fd00::1'])(
    'that is private (%s) is a proxy or a neighbour, and not limited',
    (ip) => {
      const limits = open(10, 0);
      expect(passing(50, () => limits.takeRequest(ip))).toBe(50);
    },
  );
});

describe('a site', () => {
  it('takes so many events from all addresses and servers together, and leaves the others theirs', () => {
    const limits = open(0, 100);
    let from = 0;
    expect(passing(30, () => limits.takeEvents('a', from++ % 2 ? `203.0.113.${from}` : '', 10))).toBe(10);
    expect(passing(10, () => limits.takeEvents('b', '', 10))).toBe(10);
  });
});

it('0 means no limit', () => {
  const limits = open(0, 0);
  expect(passing(1_000, () => limits.takeRequest('203.0.113.7'))).toBe(1_000);
  expect(passing(1_000, () => limits.takeEvents('a', '203.0.113.7', 500))).toBe(1_000);
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['2001:0db8:0000:0001:1:2:3:4', '2001:db8:0:1'],
  ['::1', '0:0:0:0'],
  ['2001:db8:1:2:3:4:5::', '2001:db8:1:2'],
  ['', ''],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
