import { Refusal } from '../lib/refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request's body as JSON, however deep it is nested.
 * @throws Refusal `invalid_encoding` or `invalid_json`, saying where.
 */
export const decode = (body: Uint8Array): unknown => {
  if (body.length === 0) throw new Refusal(400, 'invalid_json', 'The body is empty; it must be a batch as JSON.');
  let text: string;
  try {
    text = utf8.decode(body);
  } catch (cause) {
    throw new Refusal(400, 'invalid_encoding', 'The body is not UTF-8.', { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof SyntaxError ? cause.message.slice(0, 200) : '';
    throw new Refusal(400, 'invalid_json', `The body is not JSON: ${detail}.`, { cause });
  }
};
