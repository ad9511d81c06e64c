import { describe, expect, it } from 'vitest';
import type { NativeAnswer } from './native-blocks.ts';
import { partRows } from './part-rows.ts';

const ROWS = 131_072;

/** Rows of so many units, one each. */
const answerOf = (idOf: (nth: bigint) => bigint): NativeAnswer => {
  const units = BigUint64Array.from({ length: ROWS }, (_, nth) => idOf(BigInt(nth)));
  const none = { numbers: new Uint32Array(2 * ROWS), texts: undefined };
  const columns = [{ numbers: new Uint32Array(units.buffer), texts: undefined }, none, none, none];
  return { blocks: [{ rowCount: ROWS, columns }], rowCount: ROWS, widths: [2, 1, 1, 2], texts: [] };
};

const longestOf = (begins: Uint32Array) =>
  Math.max(...begins.subarray(1).map((end, part) => end - (begins[part] ?? 0)));

describe('partRows', () => {
  it('leaves what comes one after the other in one part where ids are spread', () => {
    const { begins, kept, width } = partRows(answerOf((nth) => nth << 47n));
    expect([begins.length, longestOf(begins)]).toEqual([17, ROWS / 16]);
    const units = Array.from({ length: ROWS }, (_, row) => kept[row * width + 1] ?? 0);
    expect(units).toEqual(units.toSorted((a, b) => a - b));
  });

  it.each([
    ['count up', (nth: bigint) => nth],
    ['count up in their upper half', (nth: bigint) => nth << 32n],
  ])('cuts parts that are not much longer than others where ids %s', (_, idOf) => {
    const { begins } = partRows(answerOf(idOf));
    expect(begins.at(-1)).toBe(ROWS);
    expect(longestOf(begins)).toBeLessThan((4 * ROWS) / 16);
  });
});
