import { QuestionError } from '../../question.ts';
import type { Cut } from '../../time/cut.ts';
import type { Aggregation } from './aggregation.ts';
import type { TrendDefinition, TrendFormula } from './definition.ts';
import type { FormulaLine, FormulaValues, TrendLine } from './result.ts';

const operators: Readonly<Record<TrendFormula['operator'], (a: number, b: number) => number | null>> = {
  ratio: (a, b) => (b === 0 ? null : a / b),
  per_hundred: (a, b) => (b === 0 ? null : (100 * a) / b),
  difference: (a, b) => a - b,
};

/** @throws QuestionError when a formula names a series that is not there, or takes money and no money from each other */
export const checkFormulas = (
  { formulas, series }: Pick<TrendDefinition, 'formulas' | 'series'>,
  aggregations: readonly Aggregation[],
): void => {
  for (const [index, formula] of formulas.entries()) {
    for (const side of ['a', 'b'] as const)
      if (formula[side] >= series.length)
        throw new QuestionError(
          'unknown_series',
          `formulas.${index}.${side}`,
          `There is no series ${formula[side]}: there are ${series.length}, counted from 0.`,
          series.map((_, place) => String(place)),
        );
    const [a, b] = [aggregations[formula.a], aggregations[formula.b]];
    if (formula.operator === 'difference' && a?.isMoney !== b?.isMoney)
      throw new QuestionError(
        'unfit_formula',
        `formulas.${index}.operator`,
        'One of the series is money and the other is not: ask for their ratio.',
      );
  }
};

/** How the trend was cut, and what its series are. */
interface Drawn {
  aggregations: readonly Aggregation[];
  current: Cut;
  compared: Cut | null;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Largest first, "other" last; lines of one value in different currencies side by side. */
const inOrder = (a: FormulaLine, b: FormulaLine) =>
  Number(a.isOther) - Number(b.isOther) ||
  compareText(a.currency ?? '', b.currency ?? '') ||
  (b.total ?? 0) - (a.total ?? 0) ||
  compareText(a.value ?? '', b.value ?? '');

/** The lines of a formula, made of the lines of its two series. Where a series has no line of a value, nothing happened. */
export const reckonFormula = (
  { a, b, operator }: TrendFormula,
  lines: readonly TrendLine[],
  { aggregations, current, compared }: Drawn,
): FormulaLine[] => {
  const isOf = (line: TrendLine, group: TrendLine) => line.value === group.value && line.isOther === group.isOther;
  const own = lines.filter(({ series }) => series === a || series === b);
  const groups = own.filter((line, index) => own.findIndex((other) => isOf(other, line)) === index);

  const valuesOf = (series: number, found: FormulaValues | null | undefined, { startAts }: Cut): FormulaValues => {
    const empty = aggregations[series]?.empty ?? null;
    return found ?? { values: startAts.map(() => empty), total: empty };
  };
  const reckon = (first: FormulaValues, second: FormulaValues): FormulaValues => {
    const apply = (x: number | null, y: number | null) => (x === null || y === null ? null : operators[operator](x, y));
    return {
      values: first.values.map((value, index) => apply(value, second.values[index] ?? null)),
      total: apply(first.total, second.total),
    };
  };

  return groups
    .flatMap((group): FormulaLine[] => {
      const ofGroup = own.filter((line) => isOf(line, group));
      const currencies = new Set(ofGroup.flatMap(({ currency }) => (currency === null ? [] : [currency])));
      const lineOf = (series: number, currency: string | null) =>
        ofGroup.find(
          (line) => line.series === series && (!aggregations[series]?.isMoney || line.currency === currency),
        );
      return [...(currencies.size > 0 ? currencies : [null])].map((currency) => {
        const [first, second] = [lineOf(a, currency), lineOf(b, currency)];
        return {
          value: group.value,
          isOther: group.isOther,
          currency,
          ...reckon(valuesOf(a, first, current), valuesOf(b, second, current)),
          comparison:
            compared && reckon(valuesOf(a, first?.comparison, compared), valuesOf(b, second?.comparison, compared)),
        };
      });
    })
    .sort(inOrder);
};
