import type {
  BreakdownDefinitionInput,
  BreakdownResult,
  CheckoutsResult,
  FunnelDefinitionInput,
  FunnelResult,
  RetentionResult,
  SegmentResult,
  SegmentSizeResult,
  TrendDefinitionInput,
  TrendResult,
} from '@telltale/query';
import type { MailFormats } from './mail-formats.ts';

/** The figures of a card: a heading for each column, and rows of as many cells. The first cell names its row. */
export interface CardTable {
  headings: string[];
  rows: string[][];
}

/** So many columns stand beside each other in a mail on a phone. */
const MOST_LINES = 4;
/** The latest buckets; the board shows the others. */
const MOST_BUCKETS = 7;

interface Line {
  name: string;
  currency: string | null;
  values: readonly (number | null)[];
  total: number | null;
  comparison: { total: number | null } | null;
}

const trendLines = (result: TrendResult, definition: TrendDefinitionInput, formats: MailFormats): Line[] => {
  const { words } = formats;
  const letters = definition.series.map((_, place) => String.fromCharCode(65 + place));
  const isLettered = (definition.formulas ?? []).length > 0;
  const seriesName = (place: number) => {
    const series = definition.series[place];
    if (!series) return '';
    const what = words.aggregations[series.aggregation ?? 'count'] ?? '';
    const measure = 'property' in series ? ` · ${formats.measure(series.property, series.events)}` : '';
    const name = series.title ?? `${formats.events(series.events)} · ${what}${measure}`;
    return isLettered ? `${letters[place]}: ${name}` : name;
  };
  const named = (name: string, line: { value: string | null; isOther: boolean; currency: string | null }) => {
    const of = line.isOther
      ? words.otherValues
      : line.value === null
        ? ''
        : formats.value(definition.breakdown?.property ?? '', line.value);
    return [name, of, line.currency].filter(Boolean).join(' · ');
  };
  const formulas = result.formulas.flatMap(({ lines }, place) => {
    const formula = definition.formulas?.[place];
    if (!formula) return [];
    const written = words.formula[formula.operator]?.(letters[formula.a] ?? '', letters[formula.b] ?? '') ?? '';
    const isMoney = formula.operator === 'difference';
    return lines.map((line) => ({
      ...line,
      name: named(formula.title ?? written, line),
      currency: isMoney ? line.currency : null,
    }));
  });
  return [...result.lines.map((line) => ({ ...line, name: named(seriesName(line.series), line) })), ...formulas];
};

/** Totals, and the latest points of a few lines. */
export const trendTable = (result: TrendResult, formats: MailFormats, definition: TrendDefinitionInput): CardTable => {
  const { words, number, money } = formats;
  const lines = trendLines(result, definition, formats);
  const cell = ({ currency }: Line, value: number | null) => (currency ? money(value, currency) : number(value));
  if (lines.length > MOST_LINES)
    return {
      headings: [words.figure, words.total, ...(result.comparison ? [words.before] : [])],
      rows: lines.map((line) => [
        line.name,
        cell(line, line.total),
        ...(result.comparison ? [cell(line, line.comparison?.total ?? null)] : []),
      ]),
    };
  const { startAts } = result;
  const first = Math.max(0, startAts.length - MOST_BUCKETS);
  return {
    headings: ['', ...lines.map(({ name }) => name)],
    rows: [
      [words.total, ...lines.map((line) => cell(line, line.total))],
      ...(result.comparison
        ? [[words.before, ...lines.map((line) => cell(line, line.comparison?.total ?? null))]]
        : []),
      ...(startAts.length > 1
        ? startAts
            .slice(first)
            .map((startAt, index) => [
              formats.bucket(startAt, definition.interval ?? 'day'),
              ...lines.map((line) => cell(line, line.values[first + index] ?? null)),
            ])
        : []),
    ],
  };
};

/** How many reached each step. */
export const funnelTable = (
  result: FunnelResult,
  formats: MailFormats,
  { steps }: FunnelDefinitionInput,
): CardTable => {
  const { words, number, percent } = formats;
  const { converted, conversion } = result.total;
  return {
    headings: [words.step, words.reached, words.ofEntered],
    rows: [
      ...result.total.steps.map(({ reached, fromStart }, index) => [
        steps[index]?.title ?? formats.events(steps[index]?.events ?? []),
        number(reached),
        percent(index === 0 ? 1 : (fromStart?.ratio ?? null)),
      ]),
      [words.conversion, number(converted), percent(conversion?.ratio ?? null)],
    ],
  };
};

/** How many are in it. */
export const segmentTable = (result: SegmentResult, { words, number, percent }: MailFormats): CardTable => ({
  headings: [words.figure, words.value],
  rows: [
    [words.members, number(result.count)],
    [words.share, percent(result.shareRatio)],
    [words.ofVisitors, number(result.population)],
  ],
});

/** How many were in it lately. */
export const segmentSizeTable = ({ sizes }: SegmentSizeResult, { words, number, bucket }: MailFormats): CardTable => ({
  headings: ['', words.members],
  rows: sizes.slice(-MOST_BUCKETS).map(({ startAt, count }) => [bucket(startAt, 'day'), number(count)]),
});

/** Visitors by value. */
export const breakdownTable = (
  { rows, other, total }: BreakdownResult,
  { words, number, percent, value: valueName }: MailFormats,
  { property }: BreakdownDefinitionInput,
): CardTable => {
  const shareOf = (visitors: number) => percent(total.visitors === 0 ? null : visitors / total.visitors);
  const line = (name: string, { visitors }: { visitors: number }) => [name, number(visitors), shareOf(visitors)];
  return {
    headings: [words.value, words.visitors, words.share],
    rows: [
      ...rows.map((row) => line(valueName(property, row.value), row)),
      ...(other ? [line(words.otherValues, other)] : []),
      line(words.total, total),
    ],
  };
};

/** The share that came back in each period. */
export const retentionTable = ({ size, totals, interval }: RetentionResult, formats: MailFormats): CardTable => {
  const { words, number, percent } = formats;
  return {
    headings: ['', words.cameBack],
    rows: [
      [words.began, number(size)],
      ...totals.flatMap(({ shareRatio }, period) =>
        shareRatio === null || period === 0 ? [] : [[words.period[interval](number(period)), percent(shareRatio)]],
      ),
    ],
  };
};

/** What became of them, and what is at stake. */
export const checkoutsTable = (
  { total }: CheckoutsResult,
  { words, number, percent, money }: MailFormats,
): CardTable => ({
  headings: [words.figure, words.value],
  rows: [
    [words.begun, number(total.begun)],
    [words.abandoned, percent(total.abandonment?.ratio ?? null)],
    [words.recovered, percent(total.recovery?.ratio ?? null)],
    ...Object.entries(total.values.abandoned).map(([currency, amount]) => [
      `${words.atStake} · ${currency}`,
      money(Number(amount), currency),
    ]),
  ],
});
