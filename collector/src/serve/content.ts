import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { getMimeType } from 'hono/utils/mime';

/** A file as it is served: compressed once, not for each request. */
export interface Content {
  type: string;
  etag: string;
  plain: Uint8Array<ArrayBuffer>;
  brotli?: Uint8Array<ArrayBuffer>;
  gzip?: Uint8Array<ArrayBuffer>;
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const isText = (type: string) => /^(text\/|application\/(javascript|json|manifest)|image\/svg)/.test(type);
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** Prepares a file's bytes for serving under this name. */
export const prepareContent = async (name: string, bytes: Uint8Array): Promise<Content> => {
  const type = getMimeType(name) ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const plain = own(bytes);
  if (!isText(type)) return { type, etag, plain };
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    type,
    etag,
    plain,
    brotli: own(await compressBrotli(bytes, { params })),
    gzip: own(await compressGzip(bytes)),
  };
};

/** The codings we have, the smaller first. */
const CODINGS = ['br', 'gzip'] as const;

/** The smallest body among those that the client likes best; plain for whoever names no coding, or refuses ours (`br;q=0`). RFC 9110, 12.5.3 */
const chosen = (c: Context, { plain, brotli, gzip: zipped }: Content) => {
  const coding = accepts(c, {
    header: 'Accept-Encoding',
    supports: brotli && zipped ? [...CODINGS] : [],
    default: 'identity',
    match: (accepted, { supports, default: identity }) => {
      const liking = (name: string) =>
        (accepted.find(({ type }) => type.toLowerCase() === name) ?? accepted.find(({ type }) => type === '*'))?.q ?? 0;
      const [best = identity] = supports.toSorted((one, other) => liking(other) - liking(one));
      return liking(best) > 0 ? best : identity;
    },
  });
  if (coding === 'br' && brotli) return { body: brotli, coding };
  if (coding === 'gzip' && zipped) return { body: zipped, coding };
  return { body: plain, coding: undefined };
};

/** Answers with a file, or 304 when the browser has it already. */
export const sendContent = (c: Context, content: Content, cacheControl: string, status: 200 | 404 = 200): Response => {
  const { body, coding } = chosen(c, content);
  // Each coding is a representation of its own: a cache that keeps several must tell them apart. RFC 9110, 8.8.3.3
  const etag = coding ? `${content.etag.slice(0, -1)}-${coding}"` : content.etag;
  c.header('etag', etag);
  c.header('cache-control', cacheControl);
  c.header('vary', 'accept-encoding');
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (status === 200 && known?.includes(etag)) return c.body(null, 304);
  c.header('content-type', content.type);
  if (coding) c.header('content-encoding', coding);
  return c.body(body, status);
};
