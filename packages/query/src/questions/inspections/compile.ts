import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveProperty } from '../../filter/property.ts';
import { compilePeople } from '../../people.ts';
import { type CompiledQuery, type QuestionContext, QuestionError } from '../../question.ts';
import { bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { rowsAsValue } from '../../sql/rows-as-value.ts';
import { eventsOf } from '../../sql/source.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { InspectionsDefinition } from './definition.ts';
import { figureColumns, sortKeys } from './figures.ts';

const INSPECTION = 'feature_inspection';
const PAGE_VIEW = 'page_view';

/** What a row of the answer is about: figures and groups of a range, the number of features, the people listed. */
export const PARTS = { figures: 0, groups: 1, comparedFigures: 2, comparedGroups: 3, features: 4, people: 5 } as const;

const order = sql`(time, seq, event_id)`;
const hasBit = (mask: Fragment) => sql`bitTest(${mask}, place)`;

/** What an inspection or a page view must be to count. */
const referenceOf = (kind: string, { pages, features }: InspectionsDefinition): EventReference => ({
  kind,
  filters: [
    ...(pages ? [{ property: 'path', operator: 'is' as const, values: pages }] : []),
    ...(features && kind === INSPECTION ? [{ property: 'feature', operator: 'is' as const, values: features }] : []),
  ],
});

/** Reads off a definition the pieces of which its query is made. */
const piecesOf = (definition: InspectionsDefinition, context: QuestionContext) => {
  const { siteId, catalog } = context;
  const { filters, goal, sort, limit, offset } = definition;
  const compiler = createFilterCompiler(context);
  const property = (name: string) =>
    resolveProperty(name, { kinds: [INSPECTION], catalog, path: 'catalog', prefer: 'number' }).sql;
  const measure = (name: string) => sql`ifNull(${property(name)}, 0)`;
  const condition = (kind: string) =>
    compileAnyEvent([referenceOf(kind, definition)], { path: 'filters', filters }, compiler);
  const isInspection = condition(INSPECTION);
  const isPageView = condition(PAGE_VIEW);
  const isGoal = goal && compileAnyEvent(goal.events, { path: 'goal.events', filters: [] }, compiler);
  const isBegun = begunConditions([INSPECTION], catalog)[0] ?? sql`1`;

  const inspected = (during: Span) => eventsOf({ siteId, during, where: isInspection });

  /** What each page view told of each feature, continuations added. */
  const dwelt = (during: Span) => sql`
    SELECT object AS feature, visitor_id, page_id, countIf(${isBegun}) AS begun, sum(${measure('visibleMs')}) AS seen, sum(${measure('hoveredMs')}) AS hovered,
      sum(${measure('focusedMs')}) AS focused, sum(${measure('uses')}) AS uses, max(toString(${property('isCopied')}) = 'true') AS is_copied
    FROM ${inspected(during)} GROUP BY feature, visitor_id, page_id`;

  /** The features of the page, each with its place from 0. */
  const ranked = (during: Span) => {
    const direction = sort.direction === 'ascending' ? sql`ASC` : sql`DESC`;
    const rows = sql`SELECT feature, row_number() OVER (ORDER BY sort_key ${direction}, feature) - 1 AS place
      FROM (SELECT feature, ${sortKeys[sort.by]} AS sort_key FROM (${dwelt(during)}) GROUP BY feature
        ORDER BY sort_key ${direction}, feature LIMIT ${bind('UInt32', limit)} OFFSET ${bind('UInt32', offset)})`;
    return sql`SELECT one.1 AS feature, one.2 AS place FROM (SELECT arrayJoin(${rowsAsValue(rows, [sql`feature`, sql`place`])}) AS one)`;
  };

  /**
   * Visitors, each with a bit for each feature: inspected it, saw a page on which it was inspected in the range, and both again
   * where the visitor's last goal came later.
   */
  const masks = (during: Span, features: Fragment): Fragment => {
    const bitOf = sql`bitShiftLeft(toUInt64(1), place)`;
    const places = sql`SELECT DISTINCT object AS feature, path FROM ${inspected(during)}`;
    const stands = sql`SELECT path AS about, groupBitOr(${bitOf}) AS mask FROM (${places}) AS places GLOBAL INNER JOIN (${features}) AS ranked USING (feature) GROUP BY about`;
    const marked = sql`
      SELECT ${bind('String', PAGE_VIEW)} AS what, about, mask FROM (${stands})
      UNION ALL SELECT ${bind('String', INSPECTION)} AS what, feature AS about, ${bitOf} AS mask FROM (${features})`;
    const seenPages = eventsOf({
      siteId,
      during,
      // The join decides; this is for the primary key.
      where: sql`${isPageView} AND object GLOBAL IN (SELECT path FROM ${inspected(during)})`,
    });
    const happened = sql`
      SELECT visitor_id, ${order} AS happened_at, toString(kind) AS what, object AS about FROM ${seenPages}
      UNION ALL SELECT visitor_id, ${order} AS happened_at, toString(kind) AS what, object AS about FROM ${inspected(during)}`;
    const told = sql`SELECT visitor_id, happened_at, what, mask FROM (${happened}) AS happened GLOBAL INNER JOIN (${marked}) AS marked USING (what, about)`;
    const isView = sql`what = ${bind('String', PAGE_VIEW)}`;
    const grouped = (rows: Fragment, isBefore: Fragment) => sql`
    SELECT visitor_id, groupBitOrIf(mask, NOT ${isView}) AS inspected, groupBitOrIf(mask, ${isView}) AS viewed,
      groupBitOrIf(mask, NOT ${isView} AND ${isBefore}) AS inspected_converted, groupBitOrIf(mask, ${isView} AND ${isBefore}) AS viewed_converted
    FROM (${rows}) GROUP BY visitor_id`;
    if (!isGoal) return grouped(told, sql`0`);
    const goals = sql`SELECT visitor_id, max(${order}) AS last_goal FROM ${eventsOf({ siteId, during, where: isGoal })} GROUP BY visitor_id`;
    // Who did no goal has one at the beginning of time.
    return grouped(
      sql`SELECT * FROM (${told}) AS told GLOBAL ANY LEFT JOIN (${goals}) AS goals USING (visitor_id)`,
      sql`happened_at < last_goal`,
    );
  };

  return { dwelt, ranked, masks, inspected };
};

const nothing = sql`'' AS feature, toUInt64(0) AS place, [] AS figures`;

/** Compiles the league table of features into one query: a row of figures and one of groups for each feature. */
export const compileInspections = (definition: InspectionsDefinition, context: QuestionContext): CompiledQuery => {
  const range = resolveRange(definition.range, context);
  const compared = resolveComparison(definition.comparison, definition.range, context);
  const { people, goal } = definition;
  if (people && people.outcome !== 'all' && !goal)
    throw new QuestionError('no_goal', 'people.outcome', 'To list who converted, say what converting is: add "goal".');
  const { dwelt, ranked, masks, inspected } = piecesOf(definition, context);
  const features = ranked(range);
  const noPeople = sql`0 AS people_count, [] AS people_page`;
  const figures = (part: number, during: Span) => sql`
SELECT ${bind('UInt8', part)} AS part, feature, toUInt64(any(place)) AS place, [${join(
    figureColumns.map((column) => sql`toFloat64(${column})`),
    sql`, `,
  )}] AS figures, ${noPeople}
FROM (${dwelt(during)}) AS dwelt GLOBAL INNER JOIN (${features}) AS ranked USING (feature) GROUP BY feature`;
  const others = sql`${hasBit(sql`viewed`)} AND NOT ${hasBit(sql`inspected`)}`;
  const groups = (part: number, during: Span) => sql`
SELECT ${bind('UInt8', part)} AS part, '' AS feature, toUInt64(place) AS place, [toFloat64(countIf(${hasBit(sql`inspected`)})), toFloat64(countIf(${hasBit(sql`inspected_converted`)})),
  toFloat64(countIf(${others})), toFloat64(countIf(${others} AND ${hasBit(sql`viewed_converted`)}))] AS figures, ${noPeople}
FROM (${masks(during, features)}) ARRAY JOIN range(${bind('UInt32', definition.limit)}) AS place GROUP BY place`;
  const parts = [
    figures(PARTS.figures, range),
    groups(PARTS.groups, range),
    ...(compared ? [figures(PARTS.comparedFigures, compared), groups(PARTS.comparedGroups, compared)] : []),
    sql`
SELECT ${bind('UInt8', PARTS.features)} AS part, '' AS feature, uniqExact(object) AS place, [] AS figures, ${noPeople} FROM ${inspected(range)}`,
  ];
  if (people) {
    const { feature, group, outcome, ...page } = people;
    const only = sql`SELECT ${bind('String', feature)} AS feature, 0 AS place`;
    const isIn = group === 'inspected' ? sql`inspected = 1` : sql`viewed = 1 AND inspected = 0`;
    const converted = group === 'inspected' ? sql`inspected_converted` : sql`viewed_converted`;
    const isListed = { all: sql`1`, converted: sql`${converted} = 1`, not_converted: sql`${converted} = 0` };
    const listed = sql`SELECT visitor_id FROM (${masks(range, only)}) WHERE ${isIn} AND ${isListed[outcome]}`;
    parts.push(sql`
SELECT ${bind('UInt8', PARTS.people)} AS part, ${nothing}, people_count, people_page FROM (${compilePeople(listed, page)})`);
  }
  return { ...render(join(parts, sql`\nUNION ALL`)), answer: 'rows' };
};
