import { createReadStream, createWriteStream } from 'node:fs';
import { stat, truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1024 * 1024;

const isWhole = (line: Buffer): boolean => {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
};

/** Bytes up to the end of the last whole line before anything that is none. */
const wholeBytes = async (path: string): Promise<number> => {
  let whole = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      if (!isWhole(bytes.subarray(start, end))) return whole;
      whole += end + 1 - start;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  return whole;
};

/**
 * Finds the end of a segment's whole lines and cuts off what lies behind it: a line that a crash tore, or the zeros that a file
 * system may leave after a power cut. Such bytes were never synced, so nobody was told that they are stored; they are kept in
 * a file ending in `.torn` all the same, in case the disk itself did it.
 * @returns how many bytes were cut.
 */
export const cutTornTail = async (path: string): Promise<number> => {
  const whole = await wholeBytes(path);
  const { size } = await stat(path);
  if (whole === size) return 0;
  await pipeline(createReadStream(path, { start: whole }), createWriteStream(`${path}.torn`));
  await truncate(path, whole);
  return size - whole;
};
