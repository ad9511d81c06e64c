import { textOf } from './text-of.ts';

type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** A column's numbers in one block of an answer. */
interface NativeColumn {
  /**
   * Row after row; of a column of 64 bits two halves a row, the low one first. Of a column of text the numbers of the texts. Copied out of the
   * answer when they are first asked for: some columns never are.
   */
  readonly numbers: Numbers;
  /** By what a number of `numbers` is replaced: the block's own numbers of texts by those of the whole answer. */
  texts: Uint32Array | undefined;
}

/** Rows of an answer that the engine sent together. */
export interface NativeBlock {
  rowCount: number;
  columns: readonly NativeColumn[];
}

/** An answer, column by column. */
export interface NativeAnswer {
  blocks: readonly NativeBlock[];
  rowCount: number;
  /** Numbers of 32 bits that a row has in each column: 1, or 2 where a value has 64 bits. None where there are no blocks. */
  widths: readonly number[];
  /** The texts by their numbers, each once. */
  texts: readonly string[];
}

/** Bytes of a value, by the names of the types that are read. */
const BYTES: Readonly<Record<string, number>> = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Float64: 8 };
const TEXT = 'LowCardinality(String)';

/** The first bits of a text column's head: how many bytes its numbers have, as a power of 2. */
const SIZE_BITS = 0b11;

/**
 * Reads the engine's Native format: numbers of one column lie together, so that nothing is read value by value, and of texts each block
 * tells every one once. Columns are UInt8, UInt16, UInt32, UInt64, Float64 or LowCardinality(String).
 * Source: ClickHouse documentation, "Native", and its `SerializationLowCardinality`.
 *
 * @throws RangeError when the bytes end too early, TypeError when a column has another type
 */
export const readNative = (bytes: Uint8Array): NativeAnswer => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: string[] = [];
  const numberOfText = new Map<string, number>();
  let offset = 0;

  const length = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = view.getUint8(offset++);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  /** The upper half of a count is 0. */
  const count64 = (): number => {
    const low = view.getUint32(offset, true);
    offset += 8;
    return low;
  };
  /** Steps over so many bytes. @returns where they begin */
  const skip = (size: number): number => {
    const from = offset;
    offset += size;
    if (offset > bytes.length) throw new RangeError('The answer ends in the middle of a value.');
    return from;
  };
  const text = (): string => {
    const size = length();
    return textOf(bytes, skip(size), size);
  };
  /** Those of several bytes are copied, because they need not lie where such numbers may; not by `bytes.slice`, which of a Buffer copies nothing. */
  const numbers = (count: number, size: number): (() => Numbers) => {
    const from = skip(count * size);
    let read: Numbers | undefined;
    return () => {
      if (read) return read;
      if (size === 1) {
        read = new Uint8Array(bytes.buffer, bytes.byteOffset + from, count);
        return read;
      }
      const buffer = bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + from + count * size);
      // What has 8 bytes is read as two halves.
      read = size === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
      return read;
    };
  };
  const columnOf = (read: () => Numbers, texts: Uint32Array | undefined): NativeColumn => ({
    get numbers() {
      return read();
    },
    texts,
  });

  const textNumbers = (): Uint32Array => {
    const known = new Uint32Array(count64());
    for (let index = 0; index < known.length; index++) {
      const found = text();
      const number = numberOfText.get(found) ?? texts.push(found) - 1;
      numberOfText.set(found, number);
      known[index] = number;
    }
    return known;
  };
  const textColumn = (): NativeColumn => {
    // A version, and flags that say how the texts come: always those of this block.
    skip(8);
    const size = 2 ** (view.getUint8(skip(8)) & SIZE_BITS);
    const known = textNumbers();
    return columnOf(numbers(count64(), size), known);
  };

  const column = (rowCount: number): { column: NativeColumn; width: number } => {
    // Its name.
    text();
    const type = text();
    const size = BYTES[type];
    if (size === undefined && type !== TEXT)
      throw new TypeError(`A column of the answer is ${type}, which is not read.`);
    // What has no rows has nothing behind its type.
    if (size === undefined && rowCount > 0) return { column: textColumn(), width: 1 };
    return { column: columnOf(numbers(rowCount, size ?? 1), undefined), width: size === 8 ? 2 : 1 };
  };

  const blocks: NativeBlock[] = [];
  let rowCount = 0;
  let widths: readonly number[] = [];
  while (offset < bytes.length) {
    const columnCount = length();
    const rows = length();
    const read = Array.from({ length: columnCount }, () => column(rows));
    widths = read.map(({ width }) => width);
    blocks.push({ rowCount: rows, columns: read.map((one) => one.column) });
    rowCount += rows;
  }
  return { blocks, rowCount, widths, texts };
};
