import { textOf } from './text-of.ts';

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Reads the engine's RowBinary from the first byte to the last: little-endian numbers, lengths as LEB128, no separators.
 * Source: ClickHouse documentation, "RowBinary". Nothing is allocated per number; 64-bit ids become hex without BigInt.
 */
export class RowBinaryReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  isAtEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  uint8(): number {
    return this.#view.getUint8(this.#offset++);
  }

  uint32(): number {
    const value = this.#view.getUint32(this.#offset, true);
    this.#offset += 4;
    return value;
  }

  float64(): number {
    const value = this.#view.getFloat64(this.#offset, true);
    this.#offset += 8;
    return value;
  }

  /** A UInt64 as 16 lower-case hex digits, the way ids stand on the wire. */
  id64(): string {
    let hex = '';
    for (let byte = this.#offset + 7; byte >= this.#offset; byte--) hex += hexOfByte[this.#view.getUint8(byte)];
    this.#offset += 8;
    return hex;
  }

  /** The length of the array or string that follows. */
  length(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#view.getUint8(this.#offset++);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  text(): string {
    const length = this.length();
    const text = textOf(this.#bytes, this.#offset, length);
    this.#offset += length;
    return text;
  }
}
