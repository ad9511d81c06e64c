import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import type { FilterCompiler } from '../../filter/compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { and, bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { asText, asUInt32 } from '../../sql/unit-rows.ts';
import { carriedBy } from './carried.ts';
import type { FunnelDefinition } from './definition.ts';

/** The events that can be the entry: those of the first step, in any order those of all steps. */
export const entriesOf = ({ steps, order }: FunnelDefinition): EventReference[] =>
  (order === 'any_order' ? steps : steps.slice(0, 1)).flatMap(({ events }) => events);

/** The bits of the steps that can be the entry. */
export const entryMask = ({ steps, order }: FunnelDefinition): number =>
  order === 'any_order' ? 2 ** steps.length - 1 : 1;

interface Tellers {
  events: readonly EventReference[];
  /** The condition that a row with its mask is one. */
  isOne: Fragment;
}

/** The events that can tell the breakdown's value. */
const tellersOf = (definition: FunnelDefinition, entries: Tellers): Tellers => {
  const { steps, order, breakdown } = definition;
  const attribution = breakdown?.attribution ?? 'first_touch';
  if (attribution === 'first_touch') return entries;
  const fills = (mask: number) => sql`bitAnd(mask, ${bind('UInt32', mask)}) != 0`;
  if (attribution !== 'last_touch' && order !== 'any_order')
    return { events: steps[attribution.step - 1]?.events ?? [], isOne: fills(2 ** (attribution.step - 1)) };
  return { events: steps.flatMap(({ events }) => events), isOne: fills(2 ** steps.length - 1) };
};

/** A column of the rows, by name, and how it is computed of an event; `mask` is known. */
interface Column {
  name: Fragment;
  value: Fragment;
}

/** The columns that a funnel's events carry, as `Carried` lists them, and the condition that one may be what somebody did next. */
export const columnsOf = (
  definition: FunnelDefinition,
  isEntry: Fragment,
  compiler: FilterCompiler,
): { columns: Column[]; isNext: Fragment | undefined } => {
  const { steps, exclusions, breakdown, constant, next, explain } = definition;
  const { catalog } = compiler.context;
  const carried = carriedBy(definition);
  const dimension = (property: string, events: readonly EventReference[], path: string) =>
    sql`toString(${resolveDimension(property, { kinds: events.map(({ kind }) => kind), catalog, path })})`;
  const entries = { events: entriesOf(definition), isOne: isEntry };
  // What only goes on with an event is no further one.
  const begun = (events: readonly EventReference[]) =>
    begunConditions(
      events.map(({ kind }) => kind),
      catalog,
    );

  const columns: Column[] = [];
  if (breakdown) {
    const { events, isOne } = tellersOf(definition, entries);
    // Only what can tell the value is asked for it.
    const value = dimension(breakdown.property, events, 'breakdown.property');
    columns.push({ name: sql`value`, value: asText(sql`if(${isOne}, ${value}, '')`) });
  }
  if (constant !== undefined) {
    const events = [...steps, ...exclusions].flatMap((one) => one.events);
    columns.push({ name: sql`constant`, value: asText(dimension(constant, events, 'constant')) });
  }
  const isNext =
    next && and([compileAnyEvent(next.events, { path: 'next.events', filters: [] }, compiler), ...begun(next.events)]);
  if (isNext)
    columns.push({ name: sql`name`, value: asText(sql`if(${isNext}, concat(toString(kind), ':', object), '')`) });
  if (explain && carried.hasProfile) {
    const values = explain.properties.map((property, index) =>
      dimension(property, entries.events, `explain.properties.${index}`),
    );
    const profile = sql`toJSONString([${join(values, sql`, `)}])`;
    columns.push({ name: sql`profile`, value: asText(sql`if(${isEntry}, ${profile}, '')`) });
  }
  if (explain && carried.hasMarks) {
    const marks = explain.events.map((event, index) => {
      const isMeant = and([compiler.event(event, `explain.events.${index}`), ...begun([event])]);
      return sql`bitShiftLeft(toUInt32(${isMeant}), ${bind('UInt8', index)})`;
    });
    columns.push({ name: sql`marks`, value: asUInt32(join(marks, sql` + `)) });
  }
  return { columns, isNext };
};
