import { describe, expect, it } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

const addresses = Array.from({ length: 60_000 }, (_, index) => `10.${index >> 8}.${index & 255}.7`);
const networks = Array.from({ length: 60_000 }, (_, index) => `2a01:4f8:${index.toString(16)}:1`);

describe('a keyed hash', () => {
  it('tells texts that are much alike apart', () => {
    const hashOf = createKeyedHash();
    const texts = [...addresses, ...networks, '', 'a', 'aa', '\u0000', '\u0000\u0000'];
    expect(new Set(texts.map(hashOf)).size).toBe(texts.length);
  });

  it('is the same number for the same text, a whole one that needs no rounding', () => {
    const hashOf = createKeyedHash();
    for (const text of ['203.0.113.7', '2001:db8:0:1', 'متجر', '']) {
      expect(hashOf(text)).toBe(hashOf(text));
      expect(Number.isSafeInteger(hashOf(text))).toBe(true);
      expect(hashOf(text)).toBeGreaterThanOrEqual(0);
    }
  });

  it('is another number under another secret', () => {
    const [one, other] = [createKeyedHash(), createKeyedHash()];
    expect(addresses.filter((address) => one(address) === other(address))).toEqual([]);
  });

  it('spreads texts that are much alike evenly', () => {
    const hashOf = createKeyedHash();
    const buckets = new Array<number>(64).fill(0);
    for (const address of addresses) {
      const bucket = Math.floor(hashOf(address) / 2 ** 47);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    expect(Math.max(...buckets)).toBeLessThan((2 * addresses.length) / 64);
  });
});
