import type { QuestionContext } from '../question.ts';
import type { Fragment } from '../sql/fragment.ts';
import type { Source } from '../sql/source.ts';
import type { EventReference, Filter, VisitorCondition } from './definition.ts';

/**
 * What the parts of a filter need of each other: filters lie in event references, those in conditions on visitors, and
 * these in filters again. Each returns a condition on a row of the events that is never NULL.
 */
export interface FilterCompiler {
  context: QuestionContext;
  /** The site's events, as `events WHERE …`; for a compiler that looks back, only those of before. */
  events(source: Omit<Source, 'siteId'>): Fragment;
  /** The row is an event that the reference means. */
  event(reference: EventReference, path: string): Fragment;
  /** The row, an event of one of the kinds, passes the filter. */
  filter(filter: Filter, place: FilterPlace): Fragment;
  /** The row's visitor fulfils the condition. */
  visitor(condition: VisitorCondition, path: string): Fragment;
  /** The row's visitor is in the saved segment. */
  segment(id: string, path: string): Fragment;
}

/** Where a filter stands. */
export interface FilterPlace {
  /** Kinds of which the filtered event may be. */
  kinds: readonly string[];
  path: string;
}
