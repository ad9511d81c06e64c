import { QuestionError } from '../../question.ts';
import { and, bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import { inCurrency } from '../currency.ts';
import type { ConditionOf } from '../definition.ts';
import { resolveMeasure } from '../measure.ts';

/** What buyers are ranked by. */
const figures = {
  recency: () => sql`max(time)`,
  frequency: () => sql`count()`,
  monetary: (value: Fragment) => sql`sum(${value})`,
} as const;

const figureNames = Object.keys(figures) as (keyof typeof figures)[];

/**
 * Visitors in some of the fifths of all buyers, by when they bought last, how often, and for how much. `rank` gives equal
 * buyers the same rank, one more than there are buyers below.
 */
export const compileRfm = (condition: ConditionOf<'rfm'>, path: string, compiler: FilterCompiler): Fragment => {
  const { rfm, property, currency, during } = condition;
  const asked = figureNames.flatMap((name) => {
    const quintiles = condition[name];
    return quintiles ? [{ name, quintiles }] : [];
  });
  if (asked.length === 0)
    throw new QuestionError(
      'no_quintile',
      path,
      'Say which fifths of the buyers are meant: quintiles 1 to 5 of recency, frequency or monetary.',
      figureNames,
    );
  const place = { kinds: [rfm.kind], catalog: compiler.context.catalog, path: `${path}.property` };
  const value = inCurrency(resolveMeasure(property, 'sum', place), { property, currency, path }).sql;
  const orders = compiler.events({
    during: during && resolveRange(during, compiler.context, `${path}.during`),
    where: and([compiler.event(rfm, `${path}.rfm`), sql`isNotNull(${value})`]),
  });
  const columns = (column: (name: keyof typeof figures, index: number) => Fragment) =>
    join(
      asked.map(({ name }, index) => column(name, index)),
      sql`, `,
    );
  const numbers = [sql`figure_1`, sql`figure_2`, sql`figure_3`];
  const ranks = [sql`rank_1`, sql`rank_2`, sql`rank_3`];
  const figureOf = (index: number) => numbers[index] ?? sql`0`;
  const rankOf = (index: number) => ranks[index] ?? sql`0`;
  const buyers = sql`SELECT visitor_id, ${columns((name, index) => sql`${figures[name](value)} AS ${figureOf(index)}`)} FROM ${orders} GROUP BY visitor_id`;
  const ranked = sql`SELECT visitor_id, count() OVER () AS buyers, ${columns((_, index) => sql`rank() OVER (ORDER BY ${figureOf(index)}) AS ${rankOf(index)}`)} FROM (${buyers})`;
  const isIn = asked.map(
    ({ quintiles }, index) =>
      sql`has(${bind('Array(Int64)', quintiles)}, toInt64(1 + intDiv((${rankOf(index)} - 1) * 5, buyers)))`,
  );
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${ranked}) WHERE ${and(isIn)})`;
};
