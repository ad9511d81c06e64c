import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { narrowedTo } from '../../filter/event.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import { asText, asUInt32, unitRowColumns } from '../../sql/unit-rows.ts';
import type { PathsDefinition } from './definition.ts';
import { IS } from './find-paths.ts';
import { planOf } from './plan.ts';

/** The kind that is named by its page alone. */
const PAGE_VIEW = 'page_view';

const nameOfNode = sql`if(kind = ${bind('String', PAGE_VIEW)}, object, if(object = '', toString(kind), concat(kind, ':', object)))`;

/**
 * Compiles paths into a query that only narrows: the anchors and nodes of all units that have an anchor. What the paths are is found
 * where the answer is decoded.
 *
 * The columns are those of `unitRowColumns`, the visitor as the unit; then flags UInt32 (bits of `IS`), name as text and, where sessions
 * are the units, session_id UInt64.
 */
export const compilePaths = (definition: PathsDefinition, context: QuestionContext): CompiledQuery => {
  const { range, read } = planOf(definition, context);
  const { nodes, filters, unit } = definition;
  const anchor = definition.anchor ?? nodes;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);

  // What only goes on with an event is no further step.
  const meant = (events: readonly EventReference[], path: string) =>
    and([
      compileAnyEvent(events, { path, filters }, compiler),
      ...begunConditions(
        events.map(({ kind }) => kind),
        catalog,
      ),
    ]);
  const nodesMeant = meant(nodes, 'nodes');
  const anchorMeant = definition.anchor ? meant(anchor, 'anchor') : nodesMeant;
  const isInRange = sql`time >= ${moment(range.startAt)} AND time < ${moment(range.endAt)}`;

  // Events that only the site's server told have no session.
  const isUnit = unit === 'session' ? [sql`session_id != 0`] : [];
  const key = unit === 'session' ? sql`visitor_id, session_id` : sql`visitor_id`;
  const anchored = eventsOf({ siteId, during: range, where: anchorMeant });
  const happened = eventsOf({
    siteId,
    during: read,
    where: and([
      narrowedTo([...anchor, ...nodes], catalog),
      ...isUnit,
      // Where any node is an anchor, every unit has one.
      ...(definition.anchor ? [sql`(${key}) GLOBAL IN (SELECT ${key} FROM ${anchored})`] : []),
    ]),
  });
  // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
  const flags = asUInt32(
    sql`${bind('UInt8', IS.anchor)} * materialize(${and([anchorMeant, isInRange])}) + ${bind('UInt8', IS.node)} * materialize(${nodesMeant})`,
  );
  return {
    ...render(sql`SELECT ${unitRowColumns(sql`visitor_id`, read)}, ${flags} AS flags, ${asText(nameOfNode)} AS name${unit === 'session' ? sql`, session_id` : sql``}
FROM ${happened} AND flags != 0`),
    answer: 'columns',
  };
};
