import { describe, expect, it } from 'vitest';
import { readNative } from './native-blocks.ts';
import { nativeBytes } from './testing/native-bytes.ts';

const blocks: Parameters<typeof nativeBytes>[0] = [
  {
    unit: { type: 'UInt64', values: [1n, 2n ** 64n - 2n] },
    name: { type: 'LowCardinality(String)', values: ['قهوة', ''] },
    mask: { type: 'UInt8', values: [3, 255] },
    count: { type: 'UInt16', values: [2, 65535] },
  },
  {
    unit: { type: 'UInt64', values: [2n ** 32n] },
    name: { type: 'LowCardinality(String)', values: [''] },
    mask: { type: 'UInt8', values: [0] },
    count: { type: 'UInt16', values: [0] },
  },
];
const answer = nativeBytes(blocks);

describe('readNative', () => {
  it('finds nothing in an empty answer', () => {
    expect(readNative(new Uint8Array())).toEqual({ blocks: [], rowCount: 0, widths: [], texts: [] });
  });

  it('reads the columns of each block: values of 64 bits as two halves, texts by their numbers in the whole answer', () => {
    const { blocks, rowCount, widths, texts } = readNative(answer);
    expect({ rowCount, widths, texts }).toEqual({ rowCount: 3, widths: [2, 1, 1, 1], texts: ['قهوة', ''] });
    const columns = blocks.map((block) =>
      block.columns.map(({ numbers, texts: known }) => [...numbers].map((number) => known?.[number] ?? number)),
    );
    expect(columns).toEqual([
      [
        [1, 0, 0xfffffffe, 0xffffffff],
        [0, 1],
        [3, 255],
        [2, 65535],
      ],
      [[0, 1], [1], [0], [0]],
    ]);
  });

  it('reads from a window into a larger buffer', () => {
    const larger = new Uint8Array(answer.length + 3);
    larger.set(answer, 3);
    expect(readNative(larger.subarray(3))).toEqual(readNative(answer));
  });

  it('reads the names of columns that have no rows', () => {
    const { rowCount, texts } = readNative(nativeBytes([{ name: { type: 'LowCardinality(String)', values: [] } }]));
    expect({ rowCount, texts }).toEqual({ rowCount: 0, texts: [] });
  });

  it('says so when the answer is cut off, wherever that is in a block', () => {
    const firstBlock = nativeBytes(blocks.slice(0, 1)).length;
    for (let length = 1; length < answer.length; length++)
      if (length !== firstBlock)
        expect(() => readNative(answer.subarray(0, length)), `after ${length} bytes`).toThrow(RangeError);
  });

  it('refuses a type that it does not read', () => {
    const text = (value: string) => [value.length, ...[...value].map((character) => character.charCodeAt(0))];
    const bytes = Uint8Array.from([1, 1, ...text('n'), ...text('Int8'), 7]);
    expect(() => readNative(bytes)).toThrow('A column of the answer is Int8, which is not read.');
  });
});
