import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import { type CompiledQuery, type QuestionContext, QuestionError } from '../../question.ts';
import { and, bind, type Fragment, join, or, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { FunnelDefinition } from './definition.ts';
import { EXCLUSION_BIT, planOf, STRICT_BIT } from './plan.ts';

const checkExclusions = ({ exclusions, order, steps }: FunnelDefinition) => {
  if (exclusions.length > 0 && order === 'any_order')
    throw new QuestionError(
      'unfit_exclusion',
      'exclusions',
      'In any order nothing lies between two steps: leave the exclusions out, or choose an order.',
    );
  exclusions.forEach(({ from, to }, index) => {
    if (from >= to || to > steps.length)
      throw new QuestionError(
        'unfit_exclusion',
        `exclusions.${index}`,
        `From step ${from} to step ${to}: a step and a later one of the ${steps.length} are expected.`,
      );
  });
};

/** Any event of the kinds that the steps name; in strict order one that is not the next step breaks the attempt. */
const eventsOfStepKinds = ({ steps }: FunnelDefinition): EventReference[] => {
  const kinds = [...new Set(steps.flatMap(({ events }) => events.map(({ kind }) => kind)))];
  return (kinds.includes(ANY_KIND) ? [ANY_KIND] : kinds).map((kind) => ({ kind }));
};

/** One event can match several steps; each is a bit of its mask. */
const maskOf = (bits: readonly { bit: number; matches: Fragment }[]): Fragment =>
  join(
    bits.map(({ bit, matches }) => sql`bitShiftLeft(toUInt32(${matches}), ${bind('UInt8', bit)})`),
    sql` + `,
  );

/** Kinds of the events that can be the entry: those of the first step, in any order those of all steps. */
const entryKinds = ({ steps, order }: FunnelDefinition): string[] =>
  (order === 'any_order' ? steps : steps.slice(0, 1)).flatMap(({ events }) => events.map(({ kind }) => kind));

/**
 * Compiles a funnel into a query that only narrows: of each unit that could have entered, the times and masks of the
 * steps' events, in the order in which the browser emitted them. What they mean is decided by the evaluator.
 *
 * A row is: visitor_id UInt64, then an array of (time Float64 epoch ms, mask UInt32 [, value String]).
 */
export const compileFunnel = (definition: FunnelDefinition, context: QuestionContext): CompiledQuery => {
  checkExclusions(definition);
  const { range, windowMs } = planOf(definition, context);
  const { steps, exclusions, filters, breakdown, unit, order } = definition;
  const compiler = createFilterCompiler(context);

  const match = (events: readonly EventReference[], path: string): Fragment =>
    or(
      events.map((event, index) => {
        const place = { kinds: [event.kind], path: '' };
        const passed = filters.map((filter, at) => compiler.filter(filter, { ...place, path: `filters.${at}` }));
        return and([compiler.event(event, `${path}.events.${index}`), ...passed]);
      }),
    );
  const stepBits = steps.map(({ events }, index) => ({ bit: index, matches: match(events, `steps.${index}`) }));
  const exclusionBits = exclusions.map(({ events }, index) => ({
    bit: EXCLUSION_BIT + index,
    matches: match(events, `exclusions.${index}`),
  }));
  const strictBits =
    order === 'strict' ? [{ bit: STRICT_BIT, matches: match(eventsOfStepKinds(definition), 'steps') }] : [];
  const bits = [...stepBits, ...exclusionBits, ...strictBits];

  const place = { kinds: entryKinds(definition), catalog: context.catalog, path: 'breakdown.property' };
  const entryMask = bind('UInt32', order === 'any_order' ? 2 ** steps.length - 1 : 1);
  const isEntry = sql`bitAnd(mask, ${entryMask}) != 0 AND time < fromUnixTimestamp64Milli(${bind('Int64', range.endAt)}, 'UTC')`;
  // Only entries are asked for their value; an empty one costs a byte.
  const value = breakdown && sql`if(${isEntry}, toString(${resolveDimension(breakdown.property, place)}), '')`;
  const references = [...steps, ...exclusions].flatMap(({ events }) => events);
  const happened = eventsOf({
    siteId: context.siteId,
    during: { startAt: range.startAt, endAt: range.endAt + windowMs },
    where: narrowedTo(
      order === 'strict' ? [...references, ...eventsOfStepKinds(definition)] : references,
      context.catalog,
    ),
  });
  const rows = sql`SELECT visitor_id, session_id, time, seq, event_id, toUInt32(${maskOf(bits)}) AS mask${value ? sql`, ${value} AS value` : sql``} FROM ${happened}`;
  return {
    ...render(sql`SELECT visitor_id, arrayMap(event -> (toFloat64(toUnixTimestamp64Milli(event.1)), event.4${value ? sql`, event.5` : sql``}), arraySort(groupArray((time, seq, event_id, mask${value ? sql`, value` : sql``}))))
FROM (${rows})
WHERE mask != 0
GROUP BY visitor_id${unit === 'session' ? sql`, session_id` : sql``}
HAVING countIf(${isEntry}) > 0`),
    answer: 'bytes',
  };
};
