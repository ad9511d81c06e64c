import { amountText, tenThousandths } from '../../amounts.ts';
import { decodePeople } from '../../people.ts';
import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import { PARTS } from './compile.ts';
import type { EngagementDefinition } from './definition.ts';
import { countFigures, type EngagementCounts, type EngagementName, moneyFigures, valueOfFigure } from './figures.ts';
import type { EngagementFigure, EngagementResult, EngagementValue } from './result.ts';

const MONTH_MS = 30 * 86_400_000;

/** What was counted in one range. */
interface Counted {
  counts: EngagementCounts;
  /** By currency. */
  money: ReadonlyMap<string, { exact: string; orders: number; customers: number }>;
}

const countedIn = (rows: readonly Row[], { startAt, endAt }: Span, nowMs: number): Counted => {
  const figuresOf = (part: number, of: readonly Row[] = rows) => {
    const found = of.find((row) => Number(row.part) === part)?.figures;
    return Array.isArray(found) ? found.map(Number) : [];
  };
  const [sessions = 0, pageViews = 0, engagedMs = 0, bounced = 0] = figuresOf(PARTS.sessions);
  const [visitors = 0] = figuresOf(PARTS.visitors);
  const [orders = 0, customers = 0, repeatCustomers = 0, betweenOrdersMs = 0, gaps = 0] = figuresOf(PARTS.orders);
  const [newVisitors = 0, convertedOnFirstVisit = 0] = figuresOf(PARTS.firstVisits);
  const [sentTo = 0, openedBy = 0] = figuresOf(PARTS.newsletter);
  const [promoters = 0, detractors = 0, answers = 0] = figuresOf(PARTS.answers);
  // Of a range that lies in the future altogether, all is meant.
  const until = nowMs > startAt ? Math.min(endAt, nowMs) : endAt;
  const money = rows
    .filter((row) => Number(row.part) === PARTS.currency)
    .map((row) => {
      const [ordered = 0, buyers = 0] = figuresOf(PARTS.currency, [row]);
      const exact = amountText(tenThousandths(String(row.exact)));
      return [String(row.money_currency), { exact, orders: ordered, customers: buyers }] as const;
    });
  return {
    counts: {
      visitors,
      sessions,
      pageViews,
      engagedMs,
      bounced,
      orders,
      customers,
      repeatCustomers,
      betweenOrdersMs,
      gaps,
      newVisitors,
      convertedOnFirstVisit,
      sentTo,
      openedBy,
      promoters,
      detractors,
      answers,
      months: (until - startAt) / MONTH_MS,
    },
    money: new Map(money),
  };
};

const named = <Figures extends object>(figures: Figures) =>
  Object.entries(figures) as [EngagementName & keyof Figures, Figures[keyof Figures]][];

/** Reads the answer, and reckons the figures. */
export const decodeEngagement = (
  answer: readonly Row[] | Uint8Array,
  definition: EngagementDefinition,
  context: QuestionContext,
): EngagementResult => {
  const range = resolveRange(definition.range, context);
  const comparisonRange = resolveComparison(definition.comparison, definition.range, context);
  const { people } = definition;
  const answered = rowsOf(answer);
  const ofPeriod = (period: number) => answered.filter((row) => Number(row.period) === period);
  const now = countedIn(ofPeriod(0), range, context.nowMs);
  const then = comparisonRange && countedIn(ofPeriod(1), comparisonRange, context.nowMs);

  const currencies = [...new Set([...now.money.keys(), ...(then?.money.keys() ?? [])])].sort();
  const money = named(moneyFigures).flatMap(([name, figure]) =>
    currencies.map((currency): EngagementFigure => {
      const valueIn = ({ money: amounts, counts }: Counted): EngagementValue => {
        const { exact, ...own } = amounts.get(currency) ?? { exact: amountText(0n), orders: 0, customers: 0 };
        return { ...valueOfFigure(figure, { ...own, revenue: Number(exact), visitors: counts.visitors }), exact };
      };
      const { unit, formula } = figure;
      return { name, formula, unit, currency, ...valueIn(now), comparison: then && valueIn(then) };
    }),
  );
  const counts = named(countFigures).map(([name, figure]): EngagementFigure => {
    const valueIn = (counted: Counted): EngagementValue => ({ ...valueOfFigure(figure, counted.counts), exact: null });
    const { unit } = figure;
    const formula = typeof figure.formula === 'string' ? figure.formula : figure.formula(definition);
    return { name, formula, unit, currency: null, ...valueIn(now), comparison: then && valueIn(then) };
  });
  const listed = answered.find((row) => Number(row.part) === PARTS.people);
  return {
    range,
    comparisonRange,
    figures: [...money, ...counts],
    people: people ? decodePeople(listed ?? {}, people) : null,
  };
};
