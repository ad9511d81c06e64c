import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { Refusal } from './refusal.ts';

type Inflate = (bytes: Uint8Array, options: ZlibOptions) => Promise<Buffer>;

const inflateZlib: Inflate = promisify(inflate);
const inflateBare: Inflate = promisify(inflateRaw);
const inflateGzip: Inflate = promisify(gunzip);

/** RFC 1950: the method's number is 8, and the first two bytes are a multiple of 31. */
const isZlib = ([first = 0, second = 0]: Uint8Array) => (first & 15) === 8 && (first * 256 + second) % 31 === 0;

const inflaters = new Map<string, Inflate>([
  ['gzip', inflateGzip],
  ['x-gzip', inflateGzip],
  // The name means zlib's format (RFC 9110, 8.4.1.2); some senders leave its frame out.
  ['deflate', (bytes, options) => (isZlib(bytes) ? inflateZlib : inflateBare)(bytes, options)],
  ['br', promisify(brotliDecompress)],
]);

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** The body's way out of its Content-Encoding; nothing when it has none. @throws Refusal `unsupported_encoding` */
export const inflaterOf = (encoding: string): Inflate | undefined => {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const known = inflaters.get(name);
  if (!known)
    throw new Refusal(415, 'unsupported_encoding', 'The body may be compressed once, by gzip, deflate or br.', {
      path: 'content-encoding',
      known: ['gzip', 'deflate', 'br', 'identity'],
    });
  return async (bytes, options) => {
    try {
      return await known(bytes, options);
    } catch (cause) {
      if (isTooLarge(cause))
        throw new Refusal(
          413,
          'body_too_large',
          `The body may be at most ${options.maxOutputLength} bytes, also when it is unpacked; send it in parts.`,
        );
      throw new Refusal(400, 'invalid_compression', `The body is not what "Content-Encoding: ${name}" says.`, {
        cause,
      });
    }
  };
};
