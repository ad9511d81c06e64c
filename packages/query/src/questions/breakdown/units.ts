import { type Fragment, sql } from '../../sql/fragment.ts';
import { sessionUnit } from '../../sql/unit-rows.ts';
import type { BreakdownDefinition } from './definition.ts';

/** What only the site's server told has none. */
export const hasSession = sql`session_id != 0`;

/** The different visitors of rows that are grouped, their sessions, and the visitors or sessions that did the goal. */
export const setsOf = ({ goal }: BreakdownDefinition) => ({
  visitors: sql`uniqExact(visitor_id)`,
  sessions: sql`uniqExactIf(${sessionUnit}, ${hasSession})`,
  converted: goal ? sql`uniqExactIf(${goal.unit === 'session' ? sessionUnit : sql`visitor_id`}, is_converted)` : sql`0`,
});

/** Whole numbers that have a bit for each value of a page, and one more. */
const MASKS = [
  { bits: 16, one: sql`toUInt16(1)` },
  { bits: 32, one: sql`toUInt32(1)` },
  { bits: 64, one: sql`toUInt64(1)` },
] as const;

/** Stands for all values together. No page is so long. */
const ALL = sql`65535`;

/** For a page of more values than a number has bits: a set for each value and one for all. */
const byPlace = (rows: Fragment, definition: BreakdownDefinition): Fragment => {
  const { visitors, sessions, converted } = setsOf(definition);
  return sql`SELECT if(grouping(nth) = 0, nth, ${ALL}) AS place, ${visitors} AS visitors, ${sessions} AS sessions, ${converted} AS converted
  FROM (${rows}) GROUP BY GROUPING SETS ((nth), ())`;
};

/**
 * Each session with a bit for each place that it has, and of those each visitor: two tables of numbers. A set for each value and one for
 * all take half as long again, and half as much memory.
 */
const byMask = (rows: Fragment, one: Fragment, { goal }: BreakdownDefinition): Fragment => {
  const bySession = sql`SELECT visitor_id, session_id, groupBitOr(bitShiftLeft(${one}, nth)) AS places, ${goal ? sql`max(is_converted)` : sql`0`} AS did_goal
      FROM (${rows}) GROUP BY visitor_id, session_id`;
  const didGoal = {
    none: sql`0`,
    visitor: sql`if(is_visitor, max(did_goal), 0)`,
    session: sql`if(is_visitor, 0, countIf(did_goal))`,
  };
  // Sessions of the same places are counted together; a visitor's places are those of all the visitor's sessions.
  const units = sql`SELECT grouping(visitor_id) = 0 AS is_visitor, if(is_visitor, groupBitOr(places), places) AS mask,
      if(is_visitor, 1, countIf(${hasSession})) AS units, ${didGoal[goal?.unit ?? 'none']} AS converted
    FROM (${bySession}) GROUP BY GROUPING SETS ((visitor_id), (places))`;
  const counted = sql`SELECT mask, sumIf(units, is_visitor) AS visitors, sumIf(units, NOT is_visitor) AS sessions, sum(converted) AS converted
    FROM (${units}) GROUP BY mask`;
  return sql`SELECT arrayJoin(arrayPushBack(arrayMap(bit -> toUInt16(bit), bitPositionsToArray(mask)), ${ALL})) AS place, sum(visitors) AS visitors, sum(sessions) AS sessions, sum(converted) AS converted
  FROM (${counted}) GROUP BY place`;
};

/**
 * How many different visitors and sessions each value of a page has, all other values together, and all; and how many of them did the
 * goal. `rows` are `SELECT visitor_id, session_id, is_converted, nth`: the place of the row's value on the page from 1 on, 0 where it is
 * not there. `page` is the array of its values.
 *
 * A row is `is_total, is_other, shown, visitors, sessions, converted`.
 */
export const unitsOf = (rows: Fragment, page: Fragment, definition: BreakdownDefinition): Fragment => {
  const mask = MASKS.find(({ bits }) => definition.limit < bits);
  const counted = mask ? byMask(rows, mask.one, definition) : byPlace(rows, definition);
  return sql`SELECT place = ${ALL} AS is_total, place = 0 AS is_other, ${page}[place] AS shown, visitors, sessions, converted
FROM (${counted})`;
};
