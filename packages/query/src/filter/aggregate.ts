import { type Fragment, sql } from '../sql/fragment.ts';

const aggregates = {
  sum: (measure) => sql`sum(${measure})`,
  average: (measure) => sql`avg(${measure})`,
  minimum: (measure) => sql`min(${measure})`,
  maximum: (measure) => sql`max(${measure})`,
} as const satisfies Record<string, (measure: Fragment) => Fragment>;

/** How a measure's values become one. */
export type AggregateName = keyof typeof aggregates;

/** How a measure's values become one. */
export const aggregateNames = Object.keys(aggregates) as [AggregateName, ...AggregateName[]];

/** One value out of a measure's; NULL when there is none. */
export const compileAggregate = (name: AggregateName, measure: Fragment): Fragment => aggregates[name](measure);
