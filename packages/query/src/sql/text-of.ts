// Every platform has it; the types of no platform are loaded in a pure package.
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const textDecoder = new TextDecoder();

/** The text that lies in the bytes as UTF-8. */
export const textOf = (bytes: Uint8Array, begin: number, length: number): string =>
  length === 0 ? '' : textDecoder.decode(bytes.subarray(begin, begin + length));
