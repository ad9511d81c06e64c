import { compilePeople } from '../../people.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { HeatmapDefinition } from './definition.ts';
import { createSources, DEPTHS } from './sources.ts';

/** What a row of the answer is about. */
export const PARTS = { pageViews: 0, total: 1, element: 2, grid: 3, cells: 4, engagement: 5, people: 6 } as const;
/** Which range it is about. */
export const PERIODS = { current: 0, compared: 1 } as const;

/** The figures of clicks, in the order in which they are decoded. */
const clickFigures = sql`count(), uniqExact(visitor_id), countIf(reaction = 'rage'), countIf(reaction = 'dead'), countIf(reaction = 'error'), countIf(is_keyboard), countIf(is_fixed)`;

interface Columns {
  part: number;
  period: number;
  name?: Fragment;
  figures?: Fragment;
  cells?: Fragment;
  people?: Fragment;
}

/** The columns that every part of the answer has. */
const columns = ({ part, period, name, figures, cells, people }: Columns): Fragment =>
  sql`SELECT ${bind('UInt8', part)} AS part, ${bind('UInt8', period)} AS period, ${name ?? sql`''`} AS name,
    ${figures ? sql`arrayMap(figure -> toFloat64(figure), [${figures}])` : sql`[]`} AS figures, ${cells ?? sql`[]`} AS cells, ${people ?? sql`0 AS people_count, [] AS people_page`}`;

/** Compiles a heatmap into one query, a part for each layer and range. */
export const compileHeatmap = (definition: HeatmapDefinition, context: QuestionContext): CompiledQuery => {
  const range = resolveRange(definition.range, context);
  const compared = resolveComparison(definition.comparison, definition.range, context);
  const { layers, elements, maxCells, people } = definition;
  const { clicks, placed, engaged, pageViews } = createSources(definition, context);
  const side = bind('UInt32', elements.cells);
  const most = sql`SELECT anchor FROM (${clicks(range)}) GROUP BY anchor ORDER BY count() DESC, anchor LIMIT ${bind('UInt32', elements.limit)}`;

  const partsOf = (period: number, during: Span): Fragment[] => {
    const part = (kind: keyof typeof PARTS, more: Omit<Columns, 'part' | 'period'>) =>
      columns({ part: PARTS[kind], period, ...more });
    const parts = [
      sql`${part('pageViews', { figures: sql`count(), uniqExact(visitor_id)` })} FROM (${pageViews(during)})`,
      sql`${part('total', { figures: sql`${clickFigures}, uniqExact(anchor)` })} FROM (${clicks(during)})`,
    ];
    if (layers.includes('elements')) {
      const inside = sql`sumMapIf([cell], [toUInt64(1)], NOT is_keyboard)`;
      const cells = sql`arrayMap((cell, clicked) -> (toUInt32(cell % ${side}), toUInt32(intDiv(cell, ${side})), clicked), ${inside}.1, ${inside}.2)`;
      parts.push(
        sql`${part('element', { name: sql`anchor`, figures: clickFigures, cells })} FROM (${clicks(during)}) WHERE anchor GLOBAL IN (${most}) GROUP BY anchor`,
      );
    }
    if (layers.includes('grid')) {
      const clicked = sql`SELECT bucket, column, row, count() AS clicked FROM (${placed(during)}) GROUP BY bucket, column, row
        ORDER BY bucket, clicked DESC, row, column LIMIT ${bind('UInt32', maxCells)} BY bucket`;
      parts.push(
        sql`${part('grid', { name: sql`toString(bucket)`, figures: sql`count(), uniqExact(visitor_id)` })} FROM (${placed(during)}) GROUP BY bucket`,
        sql`${part('cells', { name: sql`toString(bucket)`, cells: sql`groupArray((column, row, clicked))` })} FROM (${clicked}) GROUP BY bucket`,
      );
    }
    if (layers.includes('engagement')) {
      const perPart = (value: Fragment) =>
        sql`sumForEach(arrayMap(nth -> if(part_of_page = nth, toFloat64(${value}), 0), range(${bind('UInt8', DEPTHS)})))`;
      const figures = sql`toFloat64(count()), toFloat64(sum(engaged)), toFloat64(quantileExactInclusive(0.5)(engaged)), toFloat64(count(depth)), ifNull(toFloat64(quantileExactInclusive(0.5)(depth)), 0)`;
      const told = sql`SELECT arrayConcat([${figures}], ${perPart(sql`1`)}, ${perPart(sql`engaged`)}) AS told FROM (${engaged(during)}) HAVING count() > 0`;
      parts.push(
        sql`SELECT ${bind('UInt8', PARTS.engagement)} AS part, ${bind('UInt8', period)} AS period, '' AS name, told AS figures, [] AS cells, 0 AS people_count, [] AS people_page FROM (${told})`,
      );
    }
    return parts;
  };

  const parts = partsOf(PERIODS.current, range);
  if (compared) parts.push(...partsOf(PERIODS.compared, compared));
  if (people) {
    const { anchor, reaction, ...page } = people;
    const isListed = and([
      ...(anchor === undefined ? [] : [sql`anchor = ${bind('String', anchor)}`]),
      ...(reaction === undefined ? [] : [sql`reaction = ${bind('String', reaction)}`]),
    ]);
    const listed = compilePeople(sql`SELECT visitor_id FROM (${clicks(range)}) WHERE ${isListed}`, page);
    parts.push(
      sql`${columns({ part: PARTS.people, period: PERIODS.current, people: sql`people_count, people_page` })} FROM (${listed})`,
    );
  }
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
