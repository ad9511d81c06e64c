import type { Fragment } from '../../sql/fragment.ts';
import { type Range, resolveRange } from '../../time/range.ts';
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

/** The events that a condition on visitors speaks of, as `events WHERE …`. */
export const eventsMeant = (reference: EventReference, place: EventsPlace, compiler: FilterCompiler): Fragment =>
  compiler.events({
    during: place.during && resolveRange(place.during, compiler.context, `${place.conditionPath}.during`),
    where: compiler.event(reference, place.path),
  });
