import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';
import { cutDeeperThan, isDeeperThan } from './depth.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
const depthOf = (value: unknown): number => {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0; depth += 1)
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? [...Object.values(part), null] : []));
  return depth - 1;
};

describe('the depth of a body', () => {
  it.each([
    ['a text', '"[[[["', 0, false],
    ['a text that ends in a backslash', '["a\\\\",[1]]', 2, false],
    ['a text with quotes in it', '{"a":"\\"[[[[\\\\\\"{{{"}', 1, false],
    ['lists side by side', '[[],[],[],{}]', 2, false],
    ['lists in objects', '{"a":[{"b":[]}]}', 4, false],
    ['one level more', '{"a":[{"b":[]}]}', 3, true],
    ['letters beside brackets', '["شۛ[😀{"]', 1, false],
    ['a key that looks like a list', '{"[[[":1}', 1, false],
  ])('of %s is seen without parsing', (_, json, levels, isDeeper) => {
    expect(() => JSON.parse(json)).not.toThrow();
    expect(isDeeperThan(Buffer.from(json), levels)).toBe(isDeeper);
  });

  it('is cut where it goes too far, and nothing else is touched', () => {
    const value = { a: [1, { b: ['x', { c: 1, d: { e: [2] } }] }], z: null };
    expect(cutDeeperThan(value, 4)).toEqual({ a: [1, { b: [] }], z: null });
  });

  it('never exceeds what can be walked again, however deep the sender went', () => {
    const value = decode(
      Buffer.from(
        JSON.stringify({ v: 1, events: ['good'] }).replace(
          '"good"',
          `"good",${'['.repeat(200_000)}${']'.repeat(200_000)}`,
        ),
      ),
    );
    expect(depthOf(value)).toBe(32);
    expect(JSON.stringify(value)).toContain('"good"');
    expect(depthOf(decode(Buffer.from(JSON.stringify(nested(32)))))).toBe(32);
    expect(decode(Buffer.from(JSON.stringify(nested(32))))).toEqual(nested(32));
  });
});
