import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflaterOf } from './inflate-body.ts';

const text = Buffer.from('{"v":1,"site":"k","envelopes":[]}'.repeat(20));
const unpack = (encoding: string, bytes: Uint8Array, maxOutputLength = 100_000) =>
  inflaterOf(encoding)?.(bytes, { maxOutputLength });

describe('a compressed body', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['GZIP ', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
  ])('by %s is unpacked', async (encoding, bytes) => {
    expect(await unpack(encoding, bytes)).toEqual(text);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('by %s may hold what the limit allows, and not one byte more', async (encoding, compress) => {
    expect((await unpack(encoding, compress(Buffer.alloc(1_000)), 1_000))?.length).toBe(1_000);
    await expect(unpack(encoding, compress(Buffer.alloc(1_001)), 1_000)).rejects.toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
  });

  it('that unpacks without end is stopped long before its end', { timeout: 60_000 }, async () => {
    const bomb = gzipSync(Buffer.alloc(512 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(600_000);
    const before = process.memoryUsage();
    await expect(unpack('gzip', bomb, 500_000)).rejects.toMatchObject({ status: 413 });
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(50_000_000);
  });

  it.each([
    ['gzip', Buffer.from('no gzip')],
    ['gzip', gzipSync(text).subarray(0, 40)],
    ['gzip', Buffer.alloc(0)],
    ['deflate', Buffer.from([0xff, 0xff, 0xff])],
    ['br', Buffer.from('no brotli at all')],
  ])('by %s that is broken is refused as such', async (encoding, bytes) => {
    await expect(unpack(encoding, bytes)).rejects.toMatchObject({ status: 400, code: 'invalid_compression' });
  });

  it.each(['zstd', 'gzip, gzip', 'constructor', '__proto__'])('by %s is refused, saying what is known', (encoding) => {
    expect(() => inflaterOf(encoding)).toThrow(expect.objectContaining({ status: 415, code: 'unsupported_encoding' }));
  });

  it.each(['', 'identity'])('is none when the header says "%s"', (encoding) => {
    expect(inflaterOf(encoding)).toBeUndefined();
  });
});
