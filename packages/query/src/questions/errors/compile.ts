import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import { resolveRange } from '../../time/range.ts';
import type { ErrorsDefinition } from './definition.ts';

const KINDS = ['error'] as const;

const orders: Readonly<Record<ErrorsDefinition['order'], Fragment>> = {
  visitors: sql`visitors DESC, occurrences DESC`,
  occurrences: sql`occurrences DESC, visitors DESC`,
  last_seen: sql`last_seen DESC`,
  first_seen: sql`first_seen DESC`,
};

const figures = sql`count() AS occurrences, uniqExact(visitor_id) AS visitors, uniqExactIf((visitor_id, session_id), session_id != 0) AS sessions`;

/** Compiles the question into one query: a row for the total, and one for each fault. */
export const compileErrors = (definition: ErrorsDefinition, context: QuestionContext): CompiledQuery => {
  const during = resolveRange(definition.range, context);
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const own = (name: string) => resolveProperty(name, { kinds: KINDS, catalog, path: 'catalog' }).sql;
  const isError = sql`kind = ${bind('String', KINDS[0])}`;
  const meant = and([
    isError,
    ...definition.filters.map((filter, index) => compiler.filter(filter, { kinds: KINDS, path: `filters.${index}` })),
  ]);
  const happened = sql`SELECT object AS fingerprint, path, visitor_id, session_id, time, seq, event_id,
    ${own('origin')} AS origin, ${own('message')} AS message, ${own('source')} AS source
    FROM ${eventsOf({ siteId, during, where: meant })}`;
  const latest = (column: Fragment) => sql`argMax(${column}, (time, seq, event_id))`;
  const ever = eventsOf({ siteId, where: isError });
  const faults = sql`SELECT fingerprint, ${figures}, ${latest(sql`origin`)} AS last_origin, ${latest(sql`message`)} AS last_message,
      ${latest(sql`source`)} AS last_source, toUnixTimestamp64Milli(max(time)) AS last_seen, uniqExact(path) AS page_count,
      arraySlice(arraySort(page -> (-page.2, page.1), arrayZip(sumMap([path], [1]).1, sumMap([path], [1]).2)), 1, 3) AS pages
    FROM (${happened}) GROUP BY fingerprint`;
  const seen = sql`SELECT object AS fingerprint, toUnixTimestamp64Milli(min(time)) AS first_seen FROM ${ever} GROUP BY fingerprint`;
  return {
    ...render(sql`SELECT * FROM (
  SELECT 1 AS is_total, '' AS fault, ${figures}, '' AS origin, '' AS message, '' AS source, toInt64(0) AS first_seen, toInt64(0) AS last_seen,
    uniqExact(fingerprint) AS count_or_pages, CAST([], 'Array(Tuple(String, UInt64))') AS pages FROM (${happened})
  UNION ALL
  SELECT * FROM (SELECT 0 AS is_total, fingerprint AS fault, occurrences, visitors, sessions, last_origin AS origin, last_message AS message, last_source AS source,
    first_seen, last_seen, page_count AS count_or_pages, pages FROM (${faults}) AS faults GLOBAL INNER JOIN (${seen}) AS seen USING (fingerprint)
  ORDER BY ${orders[definition.order]}, fault LIMIT ${bind('UInt32', definition.limit)}))`),
    answer: 'rows',
  };
};
