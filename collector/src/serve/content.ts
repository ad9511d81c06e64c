import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
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

const chosen = (accepted: string, { plain, brotli, gzip: zipped }: Content) => {
  if (brotli && /\bbr\b/.test(accepted)) return { body: brotli, encoding: 'br' };
  if (zipped && /\bgzip\b/.test(accepted)) return { body: zipped, encoding: 'gzip' };
  return { body: plain, encoding: undefined };
};

/** Answers with a file, or 304 when the browser has it already. */
export const sendContent = (c: Context, content: Content, cacheControl: string, status: 200 | 404 = 200): Response => {
  c.header('etag', content.etag);
  c.header('cache-control', cacheControl);
  c.header('vary', 'accept-encoding');
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (status === 200 && known?.includes(content.etag)) return c.body(null, 304);
  const { body, encoding } = chosen(c.req.header('accept-encoding') ?? '', content);
  c.header('content-type', content.type);
  if (encoding) c.header('content-encoding', encoding);
  return c.body(body, status);
};
