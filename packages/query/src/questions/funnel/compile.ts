import { compileAnyEvent } from '../../filter/any-event.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { narrowedTo } from '../../filter/event.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import { asText, asUInt32, unitRowColumns } from '../../sql/unit-rows.ts';
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

/**
 * Compiles a funnel into a query that only narrows: the events that can fill a step, each with the mask of those it fills. Whose
 * they are, in which order, and what they mean is decided where the answer is decoded.
 *
 * The columns are those of `unitRowColumns`; then mask UInt32, then what `Carried` lists, then, where people are listed and are not the
 * units themselves, the visitor's id or the customer as text.
 */
export const compileFunnel = (definition: FunnelDefinition, context: QuestionContext): CompiledQuery => {
  checkFunnel(definition);
  const { range, read } = planOf(definition, context);
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
  const isEntry = sql`bitAnd(mask, ${bind('UInt32', entryMask(definition))}) != 0 AND time < ${moment(range.endAt)}`;
  const { columns, isNext } = columnsOf(definition, isEntry, compiler);
  const mask = asUInt32(maskOf(isNext ? [...bits, { bit: NEXT_BIT, matches: isNext }] : bits));

  const beside = [...(next?.events ?? []), ...(explain?.events ?? [])];
  const references = [...[...steps, ...exclusions].flatMap(({ events }) => events), ...stepKinds, ...beside];
  const { key, number, id, isOne } = unitOf(definition, references, context);
  const entered = eventsOf({
    siteId,
    during: range,
    where: and([match(entriesOf(definition), 'steps'), ...isOne]),
  });
  const happened = eventsOf({
    siteId,
    during: read,
    where: and([
      narrowedTo(references, catalog),
      ...isOne,
      // What is read beside the steps is far more than they are.
      ...(beside.length > 0 ? [sql`(${key}) GLOBAL IN (SELECT ${key} FROM ${entered})`] : []),
    ]),
  });

  const told = [...columns, ...(people && id ? [{ name: sql`id`, value: asText(id) }] : [])];
  const isMarked = carriedBy(definition).hasMarks ? sql` OR marks != 0` : sql``;
  return {
    ...render(sql`SELECT ${unitRowColumns(number, read)}, ${mask} AS mask${join(
      told.map(({ name, value }) => sql`, ${value} AS ${name}`),
      sql``,
    )}
FROM ${happened} AND (mask != 0${isMarked})`),
    answer: 'columns',
  };
};
