import type { TrendDefinitionInput, TrendResult } from '@telltale/query';
import { formats, words } from '../locales/index.ts';
import { kinds } from '../state/catalog.ts';
import { measureText, propertyName, valueName } from '../state/names.ts';
import { describeEvents } from './event-words.ts';
import { trendWords } from './trend-words.ts';

/** A line of the answer with all that is needed to show it. */
export interface ShownLine {
  name: string;
  /** Lines of one unit share a chart and its axis. */
  unit: string;
  /** True for what is counted: its axis has no fractions. */
  isWhole: boolean;
  format: (value: number) => string;
  formatAxis: (value: number) => string;
  values: readonly (number | null)[];
  total: number | null;
  before: { values: readonly (number | null)[]; total: number | null } | undefined;
}

type Series = TrendDefinitionInput['series'][number];

/** What a series is called: the event, and what of it. */
const seriesName = (series: Series): string => {
  const text = trendWords.value;
  const events = describeEvents(series.events);
  if (!('property' in series)) return `${events} · ${text.aggregations[series.aggregation ?? 'count']}`;
  const measure = propertyName(series.property, series.events[0]?.kind);
  const how =
    'percentile' in series
      ? text.nthPercentile(formats.value.number(series.percentile))
      : text.aggregations[series.aggregation];
  return `${events} · ${how} ${measure}`;
};

type Looks = Pick<ShownLine, 'unit' | 'isWhole' | 'format' | 'formatAxis'>;

/** Events, visitors and sessions are of one size; what is per visitor, and each unit of measures, is of its own. */
const looksOf = (series: Series, currency: string | null): Looks => {
  const { number, compact, money, compactMoney } = formats.value;
  if (currency !== null)
    return {
      unit: currency,
      isWhole: false,
      format: (value) => money(value, currency),
      formatAxis: (value) => compactMoney(value, currency),
    };
  if (!('property' in series)) {
    const isWhole = series.aggregation !== 'count_per_visitor';
    return { unit: isWhole ? 'count' : 'per_visitor', isWhole, format: number, formatAxis: compact };
  }
  const kind = series.events[0]?.kind ?? '';
  const { property } = series;
  const unit = kinds.value.find((known) => known.kind === kind)?.properties.find(({ name }) => name === property)?.unit;
  const format = (value: number) => measureText(kind, property, value);
  return { unit: `measure ${unit ?? ''}`, isWhole: false, format, formatAxis: format };
};

/** The answer's lines and formulas, in the order of the question. */
export const shownLines = (
  result: TrendResult,
  { series: asked, formulas = [], breakdown }: TrendDefinitionInput,
): ShownLine[] => {
  const text = trendWords.value;
  const letterOf = (place: number) => text.letters[place] ?? '';
  const isLettered = formulas.length > 0;
  const named = (name: string, { value, isOther }: { value: string | null; isOther: boolean }) =>
    isOther
      ? `${name}: ${words.value.otherValues}`
      : value === null
        ? name
        : `${name}: ${valueName(breakdown?.property ?? '', value)}`;
  const ofSeries = result.lines.flatMap((line): ShownLine[] => {
    const series = asked[line.series];
    if (!series) return [];
    const name = isLettered ? `${letterOf(line.series)}: ${seriesName(series)}` : seriesName(series);
    return [
      {
        name: named(line.currency === null ? name : `${name}, ${line.currency}`, line),
        ...looksOf(series, line.currency),
        values: line.values,
        total: line.total,
        before: line.comparison ?? undefined,
      },
    ];
  });
  const ofFormulas = result.formulas.flatMap(({ lines }, index): ShownLine[] => {
    const formula = formulas[index];
    const first = formula && asked[formula.a];
    if (!formula || !first) return [];
    const { operator, a, b } = formula;
    const name = text.formulaName[operator](letterOf(a), letterOf(b));
    const looks =
      operator === 'difference'
        ? (currency: string | null) => ({
            ...looksOf(first, currency),
            unit: `difference ${looksOf(first, currency).unit}`,
          })
        : () => ({ unit: operator, isWhole: false, format: formats.value.number, formatAxis: formats.value.number });
    return lines.map((line) => ({
      name: named(line.currency === null ? name : `${name}, ${line.currency}`, line),
      ...looks(line.currency),
      values: line.values,
      total: line.total,
      before: line.comparison ?? undefined,
    }));
  });
  return [...ofSeries, ...ofFormulas];
};
