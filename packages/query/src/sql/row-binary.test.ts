import { describe, expect, it } from 'vitest';
import { RowBinaryReader } from './row-binary.ts';

const bytes = (...parts: (number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const float64 = (value: number) => new Uint8Array(new Float64Array([value]).buffer);

describe('RowBinaryReader', () => {
  it('reads numbers, ids, lengths and texts one after the other, to the end', () => {
    const reader = new RowBinaryReader(
      bytes(
        [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01],
        [0xac, 0x02],
        float64(1.5),
        [0xff, 0xff, 0xff, 0xff],
        [2, 0xd8, 0xb9],
        [0],
      ),
    );
    expect(reader.id64()).toBe('0123456789abcdef');
    expect(reader.length()).toBe(300);
    expect(reader.float64()).toBe(1.5);
    expect(reader.uint32()).toBe(4_294_967_295);
    expect(reader.text()).toBe('ع');
    expect(reader.isAtEnd()).toBe(false);
    expect(reader.text()).toBe('');
    expect(reader.isAtEnd()).toBe(true);
  });

  it('reads from a window into a larger buffer', () => {
    const reader = new RowBinaryReader(bytes([9, 9], [1, 0, 0, 0]).subarray(2));
    expect(reader.uint32()).toBe(1);
  });

  it('refuses to read past the end', () => {
    expect(() => new RowBinaryReader(bytes([1, 2])).uint32()).toThrow(RangeError);
  });
});
