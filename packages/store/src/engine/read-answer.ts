import type { StoreRow } from '../store.ts';
import { StoreError } from '../store-error.ts';

interface CompactAnswer {
  meta: readonly { name: string; type: string }[];
  data: readonly (readonly unknown[])[];
  statistics?: { rows_read: number };
}

/** Strings and numbers of a JSON text, so that a long integer inside a string is left alone. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Quotes the integers that a JavaScript number cannot hold exactly: an id must never be rounded silently. */
const quoteUnsafeIntegers = (json: string) =>
  /\d{16}/.test(json)
    ? json.replace(tokens, (token) =>
        /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
      )
    : json;

const isCompactAnswer = (value: unknown): value is CompactAnswer =>
  typeof value === 'object' && value !== null && 'meta' in value && 'data' in value;

/**
 * Reads an answer in the format JSONCompact: rows by column name, and how many rows were read for them.
 * @throws StoreError `unavailable` when there is nothing: an answer without rows says so. A server whose disk is full has answered so.
 */
export const readCompactAnswer = (bytes: Uint8Array): { rows: StoreRow[]; rowsRead: number } => {
  if (bytes.length === 0)
    throw new StoreError('ClickHouse sent an empty answer; look whether its disk is full.', {
      code: 'unavailable',
      isRetryable: true,
    });
  const answer: unknown = JSON.parse(
    quoteUnsafeIntegers(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()),
  );
  if (!isCompactAnswer(answer))
    throw new StoreError('The query must leave the answer’s format to the store: it has a FORMAT clause of its own.', {
      code: 'invalid_query',
    });
  const names = answer.meta.map(({ name }) => name);
  return {
    rows: answer.data.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]]))),
    rowsRead: answer.statistics?.rows_read ?? 0,
  };
};
