import { z } from 'zod';
import type { Row } from './question.ts';
import { bind, type Fragment, sql } from './sql/fragment.ts';

/** What a definition says about the page of visitors that it lists. */
export const peoplePageShape = {
  limit: z.int().min(1).max(1000).default(100),
  after: z
    .string()
    .regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits')
    .optional()
    .describe('The last visitor of the page before.'),
};

/** Which page of the visitors is listed. */
export interface PeoplePage {
  limit: number;
  after?: string | undefined;
}

/** Visitors, listed. */
export interface People {
  /** Different visitors, on all pages. */
  count: number;
  /** 16 hex digits each, in order. */
  visitorIds: string[];
  /** Where the next page begins; null on the last. */
  nextAfter: string | null;
}

/** `visitors` selects `visitor_id`, each as often as it likes; the answer is one row for `decodePeople`. */
export const compilePeople = (visitors: Fragment, { limit, after }: PeoplePage): Fragment => {
  const isAfter = after === undefined ? sql`1` : sql`visitor_id > ${bind('UInt64', String(BigInt(`0x${after}`)))}`;
  // One more than the page, to know whether there is a next one.
  const page = sql`groupArraySortedIf(${bind('UInt32', limit + 1)})(visitor_id, ${isAfter})`;
  return sql`SELECT count() AS people_count, arrayMap(id -> leftPad(lower(hex(id)), 16, '0'), ${page}) AS people_page
FROM (SELECT DISTINCT visitor_id FROM (${visitors}))`;
};

/** Reads the row that `compilePeople` asks for. */
export const decodePeople = (row: Row, { limit }: PeoplePage): People => {
  const page = Array.isArray(row.people_page) ? row.people_page.map(String) : [];
  const visitorIds = page.slice(0, limit);
  return {
    count: Number(row.people_count ?? 0),
    visitorIds,
    nextAfter: page.length > limit ? (visitorIds.at(-1) ?? null) : null,
  };
};

/** A page of those that an evaluator found, each once. */
interface IdPage {
  count: number;
  ids: string[];
  /** The last one of the page when there is a next one, otherwise null. */
  nextAfter: string | null;
}

/** The page of visitors or customers that an evaluator found, each once. */
export const pageOfIds = (
  found: readonly string[],
  { limit, after = '' }: { limit: number; after?: string | undefined },
): IdPage => {
  const rest = found.filter((id) => id > after).sort();
  const ids = rest.slice(0, limit);
  return { count: found.length, ids, nextAfter: rest.length > limit ? (ids.at(-1) ?? null) : null };
};

/** The page of visitors that an evaluator found, each once. */
export const pageOfPeople = (found: readonly string[], page: PeoplePage): People => {
  const { count, ids, nextAfter } = pageOfIds(found, page);
  return { count, visitorIds: ids, nextAfter };
};
