import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

const open = (perMinute: number, maxKeys?: number) => {
  let now = 5_000;
  const limiter = createRateLimiter({ perMinute, ...(maxKeys && { maxKeys }), nowMs: () => now });
  const passes = (key: string) => {
    if (limiter.waitMs(key) > 0) return false;
    limiter.count(key, 1);
    return true;
  };
  return { limiter, passes, pass: (ms: number) => (now += ms) };
};
const times = (count: number, act: () => boolean) => Array.from({ length: count }, act).filter(Boolean).length;

describe('a key', () => {
  it("may do a minute's worth at once, and nothing beyond", () => {
    const { passes } = open(60);
    expect(times(100, () => passes('a'))).toBe(60);
  });

  it('may go on little by little, as fast as its rate', () => {
    const { passes, pass, limiter } = open(60);
    times(60, () => passes('a'));
    expect(limiter.waitMs('a')).toBe(1_000);
    pass(999);
    expect(passes('a')).toBe(false);
    pass(1);
    expect([passes('a'), passes('a')]).toEqual([true, false]);
    pass(3_600_000);
    expect(times(100, () => passes('a'))).toBe(60);
  });

  it('takes nothing from another', () => {
    const { passes } = open(3);
    times(10, () => passes('a'));
    expect(times(10, () => passes('b'))).toBe(3);
  });

  it('that does much at once is let through, and waits for all of it', () => {
    const { limiter } = open(60);
    limiter.count('a', 59);
    expect(limiter.waitMs('a')).toBe(0);
    limiter.count('a', 31);
    expect(limiter.waitMs('a')).toBe(31_000);
  });

  it('that is refused loses nothing by asking', () => {
    const { limiter } = open(60);
    limiter.count('a', 60);
    for (let time = 0; time < 100; time += 1) limiter.waitMs('a');
    expect(limiter.waitMs('a')).toBe(1_000);
  });
});

describe('the memory of a limiter', () => {
  it('is bounded, however many keys strangers choose', () => {
    const { limiter } = open(60, 1_000);
    limiter.count('always there', 60);
    for (let key = 0; key < 100_000; key += 1) {
      limiter.count(`stranger ${key}`, 60);
      if (key % 500 === 0) limiter.count('always there', 1);
    }
    expect(limiter.size()).toBe(1_000);
    expect(limiter.waitMs('always there')).toBeGreaterThan(0);
  });

  it('shrinks as keys fall silent', () => {
    const { limiter, pass } = open(60, 1_000);
    for (let key = 0; key < 900; key += 1) limiter.count(`busy ${key}`, 1);
    pass(60_000);
    for (let time = 0; time < 500; time += 1) limiter.count('the only one left', 1);
    expect(limiter.size()).toBe(1);
  });
});
