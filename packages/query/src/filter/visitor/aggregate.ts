import { type Fragment, sql } from '../../sql/fragment.ts';
import { compileAggregate } from '../aggregate.ts';
import { compileComparison, holdsForZero } from '../comparison.ts';
import type { FilterCompiler } from '../compiler.ts';
import { inCurrency } from '../currency.ts';
import type { ConditionOf } from '../definition.ts';
import { resolveMeasure } from '../measure.ts';
import { eventsMeant } from './events-meant.ts';

/**
 * Visitors whose measure, summed up (or averaged …) over an event, compares so. The sum over no event is 0: "spent less
 * than 100" holds for who never bought. An average, minimum or maximum of nothing compares with nothing.
 */
export const compileAggregateCondition = (
  condition: ConditionOf<'aggregate'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const { aggregate, of, property, currency, compare, during } = condition;
  const events = eventsMeant(of, { path: `${path}.of`, conditionPath: path, during }, compiler);
  const place = {
    kinds: [of.kind],
    catalog: compiler.context.catalog,
    path: `${path}.property`,
  };
  const measure = inCurrency(resolveMeasure(property, aggregate, place), { property, currency, path });
  const value = compileAggregate(aggregate, measure.sql);
  // An average of decimals is a binary fraction in the engine.
  const type = measure.type === 'money' && aggregate !== 'average' ? 'Decimal(18, 4)' : 'Float64';
  if (aggregate !== 'sum')
    return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING ifNull(${compileComparison(value, compare, type)}, 0))`;
  const passes = compileComparison(sql`ifNull(${value}, 0)`, compare, type);
  return holdsForZero(compare)
    ? sql`visitor_id GLOBAL NOT IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING NOT (${passes}))`
    : sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING ${passes})`;
};
