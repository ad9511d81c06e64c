import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { VitalsDefinition } from './definition.ts';

const KINDS = ['web_vital'] as const;

/** Parts of the answer. */
export const PARTS = { total: 0, group: 1, comparison: 2 } as const;

/** The ranges that are asked about. */
export const spansOf = (
  { range, comparison }: VitalsDefinition,
  context: QuestionContext,
): { current: Span; compared: Span | null } => {
  const current = resolveRange(range, context);
  return { current, compared: resolveComparison(comparison, range, context) };
};

const figures = sql`count() AS measured, quantileExactInclusive(0.75)(size) AS p75,
  countIf(rating = 'good') AS good, countIf(rating = 'needs-improvement') AS needs_improvement, countIf(rating = 'poor') AS poor`;

/** Compiles the question into one query: a row for each metric of each part. */
export const compileVitals = (definition: VitalsDefinition, context: QuestionContext): CompiledQuery => {
  const { current, compared } = spansOf(definition, context);
  const { filters, breakdown } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const own = (name: string) => resolveProperty(name, { kinds: KINDS, catalog, path: 'catalog' }).sql;
  const value = breakdown
    ? sql`toString(${resolveDimension(breakdown.property, { kinds: KINDS, catalog, path: 'breakdown.property' })})`
    : sql`''`;
  const where = and([
    sql`kind = ${bind('String', KINDS[0])}`,
    ...filters.map((filter, index) => compiler.filter(filter, { kinds: KINDS, path: `filters.${index}` })),
  ]);
  const measured = (during: Span): Fragment => sql`
    SELECT metric, value_of_dimension, rating, ifNull(duration, shift) AS size FROM (
      SELECT object AS metric, ${value} AS value_of_dimension, ${own('rating')} AS rating,
        ${own('durationMs')} AS duration, ${own('shiftScore')} AS shift
      FROM ${eventsOf({ siteId, during, where })})
    WHERE isNotNull(size)`;
  const part = (name: keyof typeof PARTS, rows: Fragment, by: Fragment): Fragment =>
    sql`SELECT ${bind('UInt8', PARTS[name])} AS part, ${by} AS dimension, metric, ${figures} FROM (${rows}) GROUP BY dimension, metric`;
  const parts = [part('total', measured(current), sql`''`)];
  if (breakdown) {
    const largest = sql`SELECT value_of_dimension FROM (${measured(current)}) GROUP BY value_of_dimension ORDER BY count() DESC, value_of_dimension LIMIT ${bind('UInt32', breakdown.limit)}`;
    parts.push(
      part(
        'group',
        sql`SELECT * FROM (${measured(current)}) WHERE value_of_dimension GLOBAL IN (${largest})`,
        sql`value_of_dimension`,
      ),
    );
  }
  if (compared) parts.push(part('comparison', measured(compared), sql`''`));
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
