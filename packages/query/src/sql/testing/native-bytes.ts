// Every platform has it; the types of no platform are loaded in a pure package.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** A column of a block, by its type. Texts of "LowCardinality(String)". */
export type NativeTestColumn =
  | { type: 'UInt8'; values: readonly number[] }
  | { type: 'UInt16'; values: readonly number[] }
  | { type: 'UInt32'; values: readonly number[] }
  | { type: 'Float64'; values: readonly number[] }
  | { type: 'UInt64'; values: readonly bigint[] }
  | { type: 'LowCardinality(String)'; values: readonly string[] };

const count = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
};

const text = (value: string): number[] => {
  const bytes = new TextEncoder().encode(value);
  return [...count(bytes.length), ...bytes];
};

const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer);
const count64 = (value: number): Uint8Array => bytesOf(BigUint64Array.of(BigInt(value)));

const valuesOf = (column: NativeTestColumn): readonly Uint8Array[] => {
  if (column.type === 'UInt64') return [bytesOf(BigUint64Array.from(column.values))];
  if (column.type === 'UInt8') return [Uint8Array.from(column.values)];
  if (column.type === 'UInt16') return [bytesOf(Uint16Array.from(column.values))];
  if (column.type === 'UInt32') return [bytesOf(Uint32Array.from(column.values))];
  if (column.type === 'Float64') return [bytesOf(Float64Array.from(column.values))];
  const { values } = column;
  const texts = [...new Set(values)];
  // A version; then a flag, that each block tells its own texts, and that numbers have 4 bytes.
  const head = [count64(1), count64(2 ** 9 + 2), count64(texts.length)];
  const numbers = Uint32Array.from(values, (value) => texts.indexOf(value));
  return [...head, Uint8Array.from(texts.flatMap(text)), count64(values.length), bytesOf(numbers)];
};

/** Blocks of columns by name as the engine sends them in its Native format. */
export const nativeBytes = (blocks: readonly Readonly<Record<string, NativeTestColumn>>[]): Uint8Array => {
  const parts = blocks.flatMap((block) => {
    const columns = Object.entries(block);
    const rows = columns[0]?.[1].values.length ?? 0;
    return [
      Uint8Array.from([...count(columns.length), ...count(rows)]),
      ...columns.flatMap(([name, column]) => [
        Uint8Array.from([...text(name), ...text(column.type)]),
        ...(rows > 0 ? valuesOf(column) : []),
      ]),
    ];
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};
