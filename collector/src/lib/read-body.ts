import type { IncomingMessage } from 'node:http';
import { inflaterOf } from './inflate-body.ts';
import { Refusal } from './refusal.ts';

const tooLarge = (maxBytes: number) =>
  new Refusal(413, 'body_too_large', `The body may be at most ${maxBytes} bytes; send it in parts.`);

/** Reads the bytes as they came. */
const readBytes = (incoming: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', function onData(chunk: Buffer) {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      incoming.off('data', onData);
      incoming.pause();
      reject(tooLarge(maxBytes));
    });
    incoming.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onBroken = () => {
      // A request that was read whole is closed too, and making an error takes longer than reading it.
      if (!incoming.readableEnded)
        reject(new Refusal(400, 'incomplete_body', 'The connection ended before the body did.'));
    };
    incoming.once('error', onBroken);
    incoming.once('close', onBroken);
  });

/**
 * Reads a request's body, unpacked if it was compressed, and stops reading and unpacking as soon as it is over the limit.
 * @throws Refusal `body_too_large`, `unsupported_encoding`, `invalid_compression` or `incomplete_body`.
 */
export const readBody = async (incoming: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const inflate = inflaterOf(incoming.headers['content-encoding'] ?? '');
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBytes(incoming, maxBytes);
  return inflate ? inflate(bytes, { maxOutputLength: maxBytes }) : bytes;
};
