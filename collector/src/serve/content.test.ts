import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { prepareContent, sendContent } from './content.ts';

const TEXT = 'export const greeting = "hello";'.repeat(50);
const script = await prepareContent('script.js', Buffer.from(TEXT));
const picture = await prepareContent('picture.png', Buffer.from([1, 2, 3]));

const server = new Hono()
  .get('/script.js', (c) => sendContent(c, script, 'no-cache'))
  .get('/picture.png', (c) => sendContent(c, picture, 'no-cache'));

const get = (headers: Record<string, string> = {}, path = '/script.js', method = 'GET') =>
  server.request(path, { headers, method });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a file that is served', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['br;q=0.5, gzip;q=1', 'gzip'],
    ['br;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0, br;q=0', null],
    ['gzip;q=0.000', null],
    ['identity', null],
    ['deflate', null],
    ['bro, gzipped', null],
    ['', null],
  ])('for whoever accepts "%s" is coded as %s', async (accepted, coding) => {
    const response = await get({ 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const bytes = await bytesOf(response);
    const plain = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes;
    expect(plain.toString()).toBe(TEXT);
  });

  it('is plain for whoever names no coding, and where coding would gain nothing', async () => {
    const unasked = await get();
    expect(unasked.headers.get('content-encoding')).toBeNull();
    expect(await unasked.text()).toBe(TEXT);
    const drawn = await get({ 'accept-encoding': 'br' }, '/picture.png');
    expect(drawn.headers.get('content-encoding')).toBeNull();
    expect([...(await bytesOf(drawn))]).toEqual([1, 2, 3]);
  });

  it('is not sent again to whoever has it in that coding', async () => {
    const etags = new Set<string>();
    for (const accepted of ['br', 'gzip', 'identity']) {
      const etag = (await get({ 'accept-encoding': accepted })).headers.get('etag') ?? '';
      etags.add(etag);
      const again = await get({ 'accept-encoding': accepted, 'if-none-match': etag });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('vary')).toBe('accept-encoding');
      expect(await again.text()).toBe('');
    }
    expect(etags.size).toBe(3);
    const [compressed = ''] = etags;
    expect((await get({ 'accept-encoding': 'identity', 'if-none-match': compressed })).status).toBe(200);
  });

  it('can be asked about without being sent', async () => {
    const response = await get({ 'accept-encoding': 'br' }, '/script.js', 'HEAD');
    const sent = await get({ 'accept-encoding': 'br' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-encoding', 'cache-control', 'vary'])
      expect(response.headers.get(name)).toBe(sent.headers.get(name));
  });
});
