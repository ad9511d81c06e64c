import { and, type Fragment } from '../../sql/fragment.ts';
import { type Range, resolveRange } from '../../time/range.ts';
import { begunConditions } from '../begun.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { EventReference } from '../definition.ts';

interface EventsPlace {
  /** Where the reference stands in the definition. */
  path: string;
  /** Where the condition stands, which has the range. */
  conditionPath: string;
  /** Without it, all events ever. */
  during?: Range | undefined;
}

const within = (place: EventsPlace, compiler: FilterCompiler) =>
  place.during && resolveRange(place.during, compiler.context, `${place.conditionPath}.during`);

/** The events that a condition on visitors speaks of, as `events WHERE …`. */
export const eventsMeant = (reference: EventReference, place: EventsPlace, compiler: FilterCompiler): Fragment =>
  compiler.events({ during: within(place, compiler), where: compiler.event(reference, place.path) });

/** The same where they are counted: what only goes on with an event is no further one. */
export const begunMeant = (reference: EventReference, place: EventsPlace, compiler: FilterCompiler): Fragment => {
  const begun = begunConditions([reference.kind], compiler.context.catalog);
  return compiler.events({
    during: within(place, compiler),
    where: and([compiler.event(reference, place.path), ...begun]),
  });
};
