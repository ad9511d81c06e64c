import { conversionOf } from '../../conversion.ts';
import { decodePeople } from '../../people.ts';
import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { PARTS } from './compile.ts';
import type { BreakdownDefinition } from './definition.ts';
import { type BreakdownPlan, planOf } from './plan.ts';
import type { BreakdownAmount, BreakdownFigures, BreakdownResult, BreakdownRow } from './result.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const amountsOf = (row: Row | undefined, aggregation: 'sum' | 'average', isMoney: boolean): BreakdownAmount[] => {
  const [currencies, sums, measured] = listOf(row?.amounts).map(listOf);
  // Nothing happened: of a number that is said with a 0, of money there is no currency to say it in.
  const isSaid = isMoney || (currencies ?? []).length > 0;
  const [names, totals, counts] = isSaid ? [currencies, sums, measured] : [[''], ['0'], [0]];
  const amounts = (names ?? []).map((name, index): BreakdownAmount => {
    const sum = String(totals?.[index] ?? '0');
    const events = Number(counts?.[index] ?? 0);
    const average = events === 0 ? null : Number(sum) / events;
    return {
      currency: isMoney ? String(name) : null,
      value: aggregation === 'sum' ? Number(sum) : average,
      exact: isMoney && aggregation === 'sum' ? sum : null,
      events,
    };
  });
  return amounts.sort((a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1));
};

const figuresOf = (row: Row | undefined, definition: BreakdownDefinition, plan: BreakdownPlan): BreakdownFigures => {
  const { goal, measure } = definition;
  const visitors = Number(row?.visitors ?? 0);
  const sessions = Number(row?.sessions ?? 0);
  const converted = Number(row?.converted ?? 0);
  return {
    events: Number(row?.events ?? 0),
    visitors,
    sessions,
    measure: measure ? amountsOf(row, measure.aggregation, plan.measure?.type === 'money') : null,
    converted: goal ? converted : null,
    conversion: goal ? conversionOf(converted, goal.unit === 'session' ? sessions : visitors) : null,
  };
};

type SortKey = number | string | null;

const sortKey = (row: BreakdownRow, { sort: { by, currency }, measure }: BreakdownDefinition): SortKey => {
  if (by === 'value') return row.value;
  if (by === 'conversion') return row.conversion?.ratio ?? null;
  if (by !== 'measure') return row[by];
  const amount = row.measure?.find((one) => one.currency === (currency ?? null));
  // A sum of nothing is 0; an average of nothing is none.
  return amount ? amount.value : measure?.aggregation === 'sum' ? 0 : null;
};

const compare = (a: SortKey, b: SortKey) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

const keyOf = ({ is_total, is_other, shown }: Row) => JSON.stringify([Number(is_total), Number(is_other), shown]);

/**
 * The sums of each value with its visitors and sessions beside them. These are read a moment later: of the first "other" event, stored in
 * between, there are visitors and no sums yet. Without them the rows would not add up to the total.
 */
const withUnits = (sums: readonly Row[], units: readonly Row[]): Row[] => {
  const unitsOf = new Map(units.map((row) => [keyOf(row), row]));
  const summed = sums.map((row): Row => {
    const { visitors, sessions, converted } = unitsOf.get(keyOf(row)) ?? {};
    unitsOf.delete(keyOf(row));
    return { ...row, visitors, sessions, converted };
  });
  return [...summed, ...unitsOf.values()];
};

/** Reads the answer of a breakdown. */
export const decodeBreakdown = (
  answer: readonly Row[] | Uint8Array,
  definition: BreakdownDefinition,
  context: QuestionContext,
): BreakdownResult => {
  const plan = planOf(definition, context);
  const { sort, people } = definition;
  const answered = rowsOf(answer);
  const ofPart = (part: number) => answered.filter((row) => Number(row.part) === part);
  const rangeOf = (sums: number, units: number) => withUnits(ofPart(sums), ofPart(units));
  const current = rangeOf(PARTS.current, PARTS.currentUnits);
  const compared = rangeOf(PARTS.compared, PARTS.comparedUnits);
  const [listed] = ofPart(PARTS.people);

  const totalOf = (rows: readonly Row[]) => rows.find((row) => Number(row.is_total) === 1);
  const otherOf = (rows: readonly Row[]) =>
    rows.find((row) => Number(row.is_total) === 0 && Number(row.is_other) === 1);
  const figures = (row: Row | undefined) => figuresOf(row, definition, plan);
  const sum = (found: (rows: readonly Row[]) => Row | undefined) => ({
    ...figures(found(current)),
    comparison: plan.compared && figures(found(compared)),
  });

  const shown = (rows: readonly Row[]) =>
    rows.filter((row) => Number(row.is_total) === 0 && Number(row.is_other) === 0);
  const before = new Map(shown(compared).map((row) => [String(row.shown), row]));
  const rows = shown(current).map((row): BreakdownRow => {
    const value = String(row.shown);
    return { value, ...figures(row), comparison: plan.compared && figures(before.get(value)) };
  });
  const isAscending = sort.direction === 'ascending';
  rows.sort((a, b) => {
    const [x, y] = [sortKey(a, definition), sortKey(b, definition)];
    const order = x === null || y === null || isAscending ? compare(x, y) : compare(y, x);
    return order || compare(a.value, b.value);
  });
  const other = otherOf(current) || otherOf(compared) ? sum(otherOf) : null;
  const total = sum(totalOf);
  const surplus = (figure: 'visitors' | 'sessions') =>
    rows.reduce((added, row) => added + row[figure], other?.[figure] ?? 0) - total[figure];
  return {
    range: plan.range,
    comparisonRange: plan.compared,
    rows,
    other,
    total,
    values: Number(totalOf(current)?.values ?? 0),
    overlap: { visitors: surplus('visitors'), sessions: surplus('sessions') },
    people: people ? decodePeople(listed ?? {}, people) : null,
  };
};
