import { compileAnyEvent } from '../../filter/any-event.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { narrowedTo } from '../../filter/event.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import { bucketsOf } from '../../time/buckets.ts';
import { carriedBy } from './carried.ts';
import { checkFunnel } from './check.ts';
import { columnsOf, entriesOf, entryMask } from './columns.ts';
import type { FunnelDefinition } from './definition.ts';
import { EXCLUSION_BIT, NEXT_BIT, planOf, STRICT_BIT } from './plan.ts';
import { unitOf } from './unit.ts';

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

/** Keeps of the events that fill nothing only those that directly follow one that does: the first after it is among them. */
const firstAfter = (events: Fragment): Fragment => {
  const isMeant = (event: Fragment) => sql`bitAnd(${event}.4, ${bind('UInt32', 2 ** NEXT_BIT - 1)}) != 0`;
  return sql`arrayFilter((event, before) -> ${isMeant(sql`event`)} OR ${isMeant(sql`before`)}, ${events} AS emitted, arrayPopBack(arrayPushFront(emitted, emitted[1])))`;
};

/**
 * Compiles a funnel into a query that only narrows: of each unit that could have entered, the times and masks of the
 * steps' events, in the order in which the browser emitted them. What they mean is decided by the evaluator.
 *
 * A row is: visitor_id UInt64 or the customer String (only when people are listed), then an array of (time Float64 epoch ms, mask
 * UInt32, then what `Carried` lists).
 */
export const compileFunnel = (definition: FunnelDefinition, context: QuestionContext): CompiledQuery => {
  checkFunnel(definition);
  const { range, windowMs } = planOf(definition, context);
  // Too many are refused before anything is read.
  if (definition.interval) bucketsOf(range, definition.interval, context);
  const { steps, exclusions, filters, order, next, explain, people } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const match = (events: readonly EventReference[], path: string): Fragment =>
    compileAnyEvent(events, { path, filters }, compiler);

  const stepKinds = order === 'strict' ? eventsOfStepKinds(definition) : [];
  const bits = [
    ...steps.map(({ events }, step) => ({ bit: step, matches: match(events, `steps.${step}.events`) })),
    ...exclusions.map(({ events }, index) => ({
      bit: EXCLUSION_BIT + index,
      matches: match(events, `exclusions.${index}.events`),
    })),
    ...(order === 'strict' ? [{ bit: STRICT_BIT, matches: match(stepKinds, 'steps') }] : []),
  ];
  const isEntry = sql`bitAnd(mask, ${bind('UInt32', entryMask(definition))}) != 0 AND time < fromUnixTimestamp64Milli(${bind('Int64', range.endAt)}, 'UTC')`;
  const { columns, isNext } = columnsOf(definition, isEntry, compiler);
  const mask = sql`toUInt32(${maskOf(isNext ? [...bits, { bit: NEXT_BIT, matches: isNext }] : bits)})`;

  const beside = [...(next?.events ?? []), ...(explain?.events ?? [])];
  const references = [...[...steps, ...exclusions].flatMap(({ events }) => events), ...stepKinds, ...beside];
  const { key, columns: unit, grouped, id, isOne } = unitOf(definition, references, context);
  const entered = eventsOf({
    siteId,
    during: range,
    where: and([match(entriesOf(definition), 'steps'), ...isOne]),
  });
  const happened = eventsOf({
    siteId,
    during: { startAt: range.startAt, endAt: range.endAt + windowMs },
    where: and([
      narrowedTo(references, catalog),
      ...isOne,
      // What is read beside the steps is far more than they are.
      ...(beside.length > 0 ? [sql`(${key}) GLOBAL IN (SELECT ${key} FROM ${entered})`] : []),
    ]),
  });

  const asked = columns.map(({ name, value }) => sql`, ${value} AS ${name}`);
  const rows = sql`SELECT ${unit}, time, seq, event_id, ${mask} AS mask${join(asked, sql``)} FROM ${happened}`;
  const isMarked = carriedBy(definition).hasMarks ? sql` OR marks != 0` : sql``;
  const names = columns.map(({ name }) => name);
  // A tuple in a tuple is written like its parts.
  const carried = names.length > 0 ? sql`, tuple(${join(names, sql`, `)})` : sql``;
  const emitted = sql`arraySort(groupArray((time, seq, event_id, mask${carried})))`;
  const kept = isNext && !carriedBy(definition).hasMarks ? firstAfter(emitted) : emitted;
  return {
    ...render(sql`SELECT ${people ? sql`${id}, ` : sql``}arrayMap(event -> (toFloat64(toUnixTimestamp64Milli(event.1)), event.4${names.length > 0 ? sql`, event.5` : sql``}), ${kept})
FROM (${rows})
WHERE mask != 0${isMarked}
GROUP BY ${grouped}
HAVING countIf(${isEntry}) > 0`),
    answer: 'bytes',
  };
};
