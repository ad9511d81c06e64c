import { and, type Fragment, or } from '../sql/fragment.ts';
import type { FilterCompiler } from './compiler.ts';
import type { EventReference, Filter } from './definition.ts';

interface AnyEventPlace {
  /** Where the references stand. */
  path: string;
  /** The question's own filters. */
  filters: readonly Filter[];
  /** Where those stand. Default: `filters`. */
  filtersPath?: string;
}

/** The condition that a row is an event which any of the references means, and that it passes the question's filters. */
export const compileAnyEvent = (
  events: readonly EventReference[],
  { path, filters, filtersPath = 'filters' }: AnyEventPlace,
  compiler: FilterCompiler,
): Fragment =>
  or(
    events.map((event, index) => {
      const passed = filters.map((filter, at) =>
        compiler.filter(filter, { kinds: [event.kind], path: `${filtersPath}.${at}` }),
      );
      return and([compiler.event(event, `${path}.${index}`), ...passed]);
    }),
  );
