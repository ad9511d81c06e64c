import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import type { Cut } from '../../time/cut.ts';
import { type Aggregation, aggregationOf } from './aggregation.ts';
import { PERIODS } from './compile.ts';
import type { TrendDefinition } from './definition.ts';
import { reckonFormula } from './formulas.ts';
import type { TrendLine, TrendResult, TrendValues } from './result.ts';
import { spansOf } from './spans.ts';

/** The bucket under which the engine answers for the whole range. */
const WHOLE_RANGE = 0;

/** A line's rows by bucket, in each range. */
interface Drawn {
  series: number;
  value: string;
  isOther: boolean;
  currency: string;
  current: Map<number, Row>;
  compared: Map<number, Row>;
}

const drawnOf = (rows: readonly Row[]): Drawn[] => {
  const drawn = new Map<string, Drawn>();
  for (const row of rows) {
    const identity = JSON.stringify([row.series, row.is_other, row.dimension, row.money_currency]);
    const line = drawn.get(identity) ?? {
      series: Number(row.series),
      value: String(row.dimension),
      isOther: Number(row.is_other) === 1,
      currency: String(row.money_currency),
      current: new Map(),
      compared: new Map(),
    };
    drawn.set(identity, line);
    const period = Number(row.period) === PERIODS.current ? line.current : line.compared;
    period.set(Number(row.bucket), row);
  }
  return [...drawn.values()];
};

const valuesOf = (rows: ReadonlyMap<number, Row>, { startAts }: Cut, { isExact, empty }: Aggregation): TrendValues => {
  const value = (bucket: number) => {
    const found = rows.get(bucket)?.value;
    return found === undefined || found === null ? empty : Number(found);
  };
  const exact = (bucket: number) => {
    const found = rows.get(bucket)?.exact;
    return found === undefined ? (empty === 0 ? '0' : null) : String(found);
  };
  return {
    values: startAts.map(value),
    total: value(WHOLE_RANGE),
    exact: isExact ? { values: startAts.map(exact), total: exact(WHOLE_RANGE) } : null,
  };
};

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Largest first, "other" last; lines of one value in different currencies side by side. */
const inOrder = (a: TrendLine, b: TrendLine) =>
  a.series - b.series ||
  Number(a.isOther) - Number(b.isOther) ||
  compareText(a.currency ?? '', b.currency ?? '') ||
  (b.total ?? 0) - (a.total ?? 0) ||
  compareText(a.value ?? '', b.value ?? '');

/** Reads the answer of a trend: every line with a value for every bucket. */
export const decodeTrend = (
  answer: readonly Row[] | Uint8Array,
  definition: TrendDefinition,
  context: QuestionContext,
): TrendResult => {
  const { current, compared } = spansOf(definition, context);
  const aggregations = definition.series.map((series, index) => aggregationOf(series, `series.${index}`, context));
  const drawn = drawnOf(rowsOf(answer));
  const lines = aggregations.flatMap((aggregation, series): TrendLine[] => {
    const ofSeries = drawn.filter((line) => line.series === series);
    const nothing: Drawn = { series, value: '', isOther: false, currency: '', current: new Map(), compared: new Map() };
    const shown = ofSeries.length > 0 || definition.breakdown ? ofSeries : [nothing];
    return shown.map((line) => ({
      series,
      value: definition.breakdown && !line.isOther ? line.value : null,
      isOther: line.isOther,
      currency: aggregation.isMoney && line.currency ? line.currency : null,
      ...valuesOf(line.current, current, aggregation),
      comparison: compared && valuesOf(line.compared, compared, aggregation),
    }));
  });
  return {
    range: current.range,
    startAts: current.startAts,
    lines: lines.sort(inOrder),
    formulas: definition.formulas.map((formula) => ({
      lines: reckonFormula(formula, lines, { aggregations, current, compared }),
    })),
    comparison: compared && { range: compared.range, startAts: compared.startAts },
  };
};
