import { bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { narrowedTo } from '../event.ts';

/**
 * Visitors who did the events in this order, the last at most `within` after the first.
 *
 * The engine's own sequence functions let one event fill two places and lose the order of equal timestamps, so the
 * events are folded one by one in the order of emission. `latest[k]` is when the most recent sequence began that has
 * come as far as place k: the most recent one has the longest time left, so no other needs to be remembered. All
 * places are computed from the state before the event: one event fills one place.
 */
export const compileSequence = (
  condition: ConditionOf<'sequence'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const { sequence, within, during } = condition;
  const { context } = compiler;
  const matches = sequence.map((reference, index) => compiler.event(reference, `${path}.sequence.${index}`));
  const events = compiler.events({
    during: during && resolveRange(during, context, `${path}.during`),
    where: narrowedTo(sequence, context.catalog),
  });
  const places = bind('UInt32', sequence.length);
  const matched = sql`[${join(
    matches.map((match) => sql`toUInt8(${match})`),
    sql`, `,
  )}]`;
  const begun = sql`latest[k - 1] >= 0 AND event.1 - latest[k - 1] <= ${bind('Int64', durationMs(within))}`;
  const step = sql`if(event.4[k] = 0, latest[k], if(k = 1, event.1, if(${begun}, greatest(latest[k], latest[k - 1]), latest[k])))`;
  return sql`visitor_id GLOBAL IN (
  SELECT visitor_id FROM (
    SELECT visitor_id, arraySort(groupArray((toUnixTimestamp64Milli(time), seq, event_id, matched))) AS happened
    FROM (SELECT visitor_id, time, seq, event_id, ${matched} AS matched FROM ${events})
    WHERE has(matched, 1) GROUP BY visitor_id HAVING arrayMin(sumForEach(matched)) > 0
  ) WHERE arrayFold((latest, event) -> arrayMap(k -> ${step}, range(1, ${places} + 1)), happened, arrayWithConstant(${places}, toInt64(-1)))[${places}] >= 0
)`;
};
