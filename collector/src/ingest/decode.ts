import { Refusal } from '../lib/refusal.ts';
import { cutDeeperThan, isDeeperThan } from './depth.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Levels of lists and objects that are read. The wire needs 7; nothing that is nested deeper than this passes any schema, so the
 * event that holds it is refused, alone, and nobody who handles refused events runs out of stack.
 */
const MAX_DEPTH = 32;

/**
 * Reads a request's body as JSON. What is nested deeper than 32 levels is left out.
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
    const value: unknown = JSON.parse(text);
    return isDeeperThan(body, MAX_DEPTH) ? cutDeeperThan(value, MAX_DEPTH) : value;
  } catch (cause) {
    const detail = cause instanceof SyntaxError ? cause.message.slice(0, 200) : '';
    throw new Refusal(400, 'invalid_json', `The body is not JSON: ${detail}.`, { cause });
  }
};
