import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import type { Span } from '../../time/range.ts';
import type { RetentionDefinition } from './definition.ts';

/** As many periods as a number of the engine has bits. */
const MAX_MARKS = 64;

/** No time takes more bits: a period's number stands above them. */
const TIME_BITS = 45;

/**
 * Whether `compileFirstTime` can tell the answer: the first start ever decides, coming back is doing the same again, and nobody is
 * listed or told apart.
 */
export const isFirstTimeOfTheSame = (
  { entry, startEvents, returnEvents, breakdown, people }: RetentionDefinition,
  marks: readonly number[],
): boolean =>
  entry === 'first_time' &&
  marks.length <= MAX_MARKS &&
  !breakdown &&
  !people &&
  JSON.stringify(startEvents) === JSON.stringify(returnEvents);

/**
 * Three numbers for each unit, whatever it did: to group by the period first, as `compileRetention` must where the two are not the same,
 * takes twice the time and memory.
 *
 * `rows` are `SELECT unit, at Int64 epoch ms`, each event that is a start and a return; starts lie before the end of the span. A row of the answer is: units UInt32, the
 * periods in which they did anything as bits UInt64 (the nth is the nth of `marks`), whether they came back in the first of them UInt8.
 */
export const compileFirstTime = (rows: Fragment, marks: readonly number[], { endAt }: Span): Fragment => {
  const all = bind('Array(Int64)', marks);
  const period = sql`transform(roundDown(at, ${all}), ${all}, ${bind('Array(Int64)', [...marks.keys()])}, toInt64(0))`;
  // The least of these is of the first period, and of its last event.
  const lastFirst = sql`min(bitShiftLeft(toInt64(period), ${bind('UInt8', TIME_BITS)}) - at)`;
  return sql`SELECT toUInt32(count()), periods, came_back
FROM (SELECT groupBitOr(bitShiftLeft(toUInt64(1), period)) AS periods, toUInt8(min(at) < bitAnd(0 - ${lastFirst}, ${bind('Int64', 2 ** TIME_BITS - 1)})) AS came_back
  FROM (SELECT unit, at, toUInt8(${period}) AS period FROM (${rows}))
  GROUP BY unit
  HAVING bitAnd(periods, 1) = 0 AND min(at) < ${bind('Int64', endAt)})
GROUP BY periods, came_back`;
};
