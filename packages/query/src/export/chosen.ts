import { createFilterCompiler } from '../filter/create-filter-compiler.ts';
import { ANY_KIND, kindsNamed } from '../filter/kind.ts';
import type { QuestionContext } from '../question.ts';
import { and, bind, type Fragment, or, sql } from '../sql/fragment.ts';
import { moment } from '../sql/moment.ts';
import { eventsOf } from '../sql/source.ts';
import { resolveRange, type Span } from '../time/range.ts';
import type { ExportDefinition } from './definition.ts';

/** What of an export is read at once. */
export interface ChosenPart {
  /** The part of the range; without it, all of it. */
  during?: Span;
  /** A further condition. */
  where?: Fragment;
}

/**
 * The events that an export asks for, as they are stored: an order that browser and server told are two. What is received while the
 * export goes on is left out, so that its parts fit together.
 * @throws QuestionError when the definition names what is not known, listing what is.
 */
export const chosenEvents = (
  { range, events = [], filters, bots }: ExportDefinition,
  context: QuestionContext,
  { during, where = sql`1` }: ChosenPart = {},
): Fragment => {
  const { siteId, catalog, nowMs } = context;
  const compiler = createFilterCompiler(context);
  const meant = events.map(({ kind, filters: own = [] }, index) => {
    const path = `events.${index}`;
    kindsNamed(kind, catalog, `${path}.kind`);
    const isKind = kind === ANY_KIND ? [] : [sql`kind = ${bind('String', kind)}`];
    return and([
      ...isKind,
      ...own.map((filter, at) => compiler.filter(filter, { kinds: [kind], path: `${path}.filters.${at}` })),
    ]);
  });
  const kinds = events.length > 0 ? events.map(({ kind }) => kind) : [ANY_KIND];
  const passed = filters.map((filter, at) => compiler.filter(filter, { kinds, path: `filters.${at}` }));
  return eventsOf({
    siteId,
    during: during ?? resolveRange(range, context),
    bots,
    where: and([where, sql`received_at <= ${moment(nowMs)}`, ...(meant.length > 0 ? [or(meant)] : []), ...passed]),
  });
};
