import { compileAnyEvent } from '../../filter/any-event.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { QuestionContext } from '../../question.ts';
import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { Span } from '../../time/range.ts';
import type { HeatmapDefinition } from './definition.ts';

const CLICK = 'click';
const PAGE_VIEW = 'page_view';
const ENGAGEMENT = 'page_engagement';

/** Into how many parts the depth of a page is cut. */
export const DEPTHS = 10;

/** The whole cells in a number; what is on or beyond the last edge is in the last cell. */
const atMost = (cells: Fragment, last: number): Fragment =>
  sql`least(toUInt32(floor(${cells})), ${bind('UInt32', last)})`;

/** Column and row of a click on the page. */
const cellOf = ({ grid }: HeatmapDefinition): { column: Fragment; row: Fragment } => {
  const along = (length: Fragment, cellPx: number) => sql`toUInt32(floor(${length} / ${bind('UInt32', cellPx)}))`;
  if (grid.unit === 'px') return { column: along(sql`page_x`, grid.cellPx), row: along(sql`page_y`, grid.cellPx) };
  const columns = bind('UInt32', grid.columns);
  // What lies right of the viewport is in the last column.
  const column = atMost(sql`page_x / greatest(width, 1) * ${columns}`, grid.columns - 1);
  return { column, row: along(sql`page_y`, grid.rowPx) };
};

/** Makes the rows of a heatmap's page, each as `(SELECT …)` without parentheses. */
export const createSources = (definition: HeatmapDefinition, context: QuestionContext) => {
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const events = (kind: string, during: Span): Fragment => {
    const page = { property: 'path', operator: 'is' as const, values: [definition.page] };
    const isMeant = compileAnyEvent(
      [{ kind, filters: [page] }],
      { path: 'page', filters: definition.filters },
      compiler,
    );
    return eventsOf({ siteId, during, where: isMeant });
  };
  const text = (name: string) =>
    sql`toString(${resolveProperty(name, { kinds: [CLICK], catalog, path: 'catalog' }).sql})`;
  const number = (kind: string, name: string) =>
    resolveProperty(name, { kinds: [kind], catalog, path: 'catalog', prefer: 'number' }).sql;
  const clickNumber = (name: string) => sql`ifNull(${number(CLICK, name)}, 0)`;

  return {
    /** A row for each click: its element, what came of it, how it was made. */
    clicks: (during: Span): Fragment => {
      const cells = bind('UInt32', definition.elements.cells);
      const along = (ratio: string) => atMost(sql`${clickNumber(ratio)} * ${cells}`, definition.elements.cells - 1);
      return sql`SELECT ${text('anchor')} AS anchor, visitor_id, ${text('reaction')} AS reaction, ${text('input')} = 'keyboard' AS is_keyboard,
      ${text('isFixed')} = 'true' AS is_fixed, ${along('yRatio')} * ${cells} + ${along('xRatio')} AS cell FROM ${events(CLICK, during)}`;
    },
    /** A row for each click that has a place on the page: its grid, column and row. */
    placed: (during: Span): Fragment => {
      const { column, row } = cellOf(definition);
      const bounds = bind('Array(Int64)', definition.viewportBounds);
      return sql`SELECT visitor_id, toUInt8(arrayCount(bound -> bound <= width, ${bounds})) AS bucket, ${column} AS column, ${row} AS row
      FROM (SELECT visitor_id, ${clickNumber('pageXPx')} AS page_x, ${clickNumber('pageYPx')} AS page_y, ${clickNumber('viewportWidthPx')} AS width
        FROM ${events(CLICK, during)} AND ${text('input')} != 'keyboard' AND ${text('isFixed')} != 'true')`;
    },
    /** A row for each page view that told its engagement, increments added; its depth is NULL where it told none. */
    engaged: (
      during: Span,
    ): Fragment => sql`SELECT sum(ifNull(${number(ENGAGEMENT, 'engagedMs')}, 0)) AS engaged, max(${number(ENGAGEMENT, 'scrollDepthRatio')}) AS depth,
      if(isNull(depth), -1, toInt64(${atMost(sql`assumeNotNull(depth) * ${bind('UInt32', DEPTHS)}`, DEPTHS - 1)})) AS part_of_page
    FROM ${events(ENGAGEMENT, during)} GROUP BY visitor_id, page_id`,
    pageViews: (during: Span): Fragment => sql`SELECT visitor_id FROM ${events(PAGE_VIEW, during)}`,
  };
};
