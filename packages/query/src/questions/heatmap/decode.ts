import { decodePeople } from '../../people.ts';
import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import { PARTS, PERIODS } from './compile.ts';
import type { HeatmapDefinition } from './definition.ts';
import type {
  ClickFigures,
  HeatmapCell,
  HeatmapElement,
  HeatmapEngagement,
  HeatmapFigures,
  HeatmapGrid,
  HeatmapResult,
} from './result.ts';
import { DEPTHS } from './sources.ts';

const numbersOf = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);

const clickFigures = (row: Row | undefined): ClickFigures => {
  const [clicks = 0, visitors = 0, rage = 0, dead = 0, error = 0, keyboard = 0, fixed = 0] = numbersOf(row?.figures);
  return { clicks, visitors, rage, dead, error, keyboard, fixed };
};

const cellsOf = (row: Row | undefined): HeatmapCell[] => {
  const cells = Array.isArray(row?.cells) ? row.cells : [];
  return cells
    .map((cell): HeatmapCell => {
      const [column = 0, line = 0, clicks = 0] = numbersOf(cell);
      return { column, row: line, clicks };
    })
    .sort((a, b) => b.clicks - a.clicks || a.row - b.row || a.column - b.column);
};

const elementsOf = (rows: readonly Row[]): HeatmapElement[] =>
  rows
    .map((row) => ({ anchor: String(row.name), ...clickFigures(row), cells: cellsOf(row) }))
    .sort((a, b) => b.clicks - a.clicks || (a.anchor < b.anchor ? -1 : 1));

const gridsOf = (rows: readonly Row[], cells: readonly Row[], bounds: readonly number[]): HeatmapGrid[] => {
  const cellsByBucket = new Map(cells.map((row) => [String(row.name), row]));
  return rows
    .map((row): HeatmapGrid => {
      const bucket = Number(row.name);
      const [clicks = 0, visitors = 0] = numbersOf(row.figures);
      return {
        fromPx: bucket === 0 ? 0 : (bounds[bucket - 1] ?? 0),
        toPx: bounds[bucket] ?? null,
        clicks,
        visitors,
        cells: cellsOf(cellsByBucket.get(String(row.name))),
      };
    })
    .sort((a, b) => a.fromPx - b.fromPx);
};

const engagementOf = (row: Row | undefined): HeatmapEngagement => {
  const [pageViews = 0, engagedMs = 0, median = 0, scrolledPageViews = 0, depth = 0, ...perPart] = numbersOf(
    row?.figures,
  );
  const ended = (part: number) => perPart[part] ?? 0;
  let left = scrolledPageViews;
  return {
    pageViews,
    engagedMs,
    medianEngagedMs: pageViews === 0 ? null : median,
    scrolledPageViews,
    medianScrollDepthRatio: scrolledPageViews === 0 ? null : depth,
    depths: Array.from({ length: DEPTHS }, (_, part) => {
      const reached = left;
      left -= ended(part);
      return { fromRatio: part / DEPTHS, pageViews: ended(part), reached, engagedMs: perPart[DEPTHS + part] ?? 0 };
    }),
  };
};

/** Reads the answer of a heatmap. */
export const decodeHeatmap = (
  answer: readonly Row[] | Uint8Array,
  definition: HeatmapDefinition,
  context: QuestionContext,
): HeatmapResult => {
  const { layers, viewportBounds, people } = definition;
  const answered = rowsOf(answer);
  const figures = (period: number, range: Span): HeatmapFigures => {
    const own = answered.filter((row) => Number(row.period) === period);
    const ofPart = (part: number) => own.filter((row) => Number(row.part) === part);
    const [total] = ofPart(PARTS.total);
    const [pageViews = 0, pageVisitors = 0] = numbersOf(ofPart(PARTS.pageViews)[0]?.figures);
    const isAsked = (layer: HeatmapDefinition['layers'][number]) => layers.includes(layer);
    return {
      range,
      pageViews,
      pageVisitors,
      total: clickFigures(total),
      elementCount: numbersOf(total?.figures)[7] ?? 0,
      elements: isAsked('elements') ? elementsOf(ofPart(PARTS.element)) : null,
      grids: isAsked('grid') ? gridsOf(ofPart(PARTS.grid), ofPart(PARTS.cells), viewportBounds) : null,
      engagement: isAsked('engagement') ? engagementOf(ofPart(PARTS.engagement)[0]) : null,
    };
  };
  const compared = resolveComparison(definition.comparison, definition.range, context);
  const listed = answered.find((row) => Number(row.part) === PARTS.people);
  return {
    ...figures(PERIODS.current, resolveRange(definition.range, context)),
    comparison: compared && figures(PERIODS.compared, compared),
    people: people ? decodePeople(listed ?? {}, people) : null,
  };
};
