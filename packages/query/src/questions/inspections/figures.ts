import { type Fragment, sql } from '../../sql/fragment.ts';

const dwell = (column: Fragment) => ({
  visitors: sql`uniqExactIf(visitor_id, ${column} > 0)`,
  total: sql`sum(${column})`,
  median: sql`quantileExactInclusive(0.5)(${column})`,
});

/** What is added up over the page views with an inspection of a feature: rows with `visitor_id` and what happened in the page view. */
const aggregates = {
  visitors: sql`uniqExact(visitor_id)`,
  inspections: sql`sum(begun)`,
  copiedBy: sql`uniqExactIf(visitor_id, is_copied)`,
  seen: dwell(sql`seen`),
  hovered: dwell(sql`hovered`),
  focused: dwell(sql`focused`),
  uses: dwell(sql`uses`),
};

const dwells = ['seen', 'hovered', 'focused', 'uses'] as const;
const dwellFigures = ['visitors', 'total', 'median'] as const;
const counts = ['visitors', 'inspections', 'copiedBy'] as const;

/** The aggregates in the order in which `readFigures` reads them. */
export const figureColumns: readonly Fragment[] = [
  ...counts.map((name) => aggregates[name]),
  ...dwells.flatMap((name) => dwellFigures.map((figure) => aggregates[name][figure])),
];

/** Names the aggregates' values; where there are none, nothing happened. */
export const readFigures = (values: readonly unknown[] = []) => {
  const at = (index: number) => Number(values[index] ?? 0);
  const dwellAt = (place: number) => {
    const first = counts.length + place * dwellFigures.length;
    return { visitors: at(first), total: at(first + 1), median: values.length === 0 ? null : at(first + 2) };
  };
  return {
    visitors: at(0),
    inspections: at(1),
    copiedBy: at(2),
    seen: dwellAt(0),
    hovered: dwellAt(1),
    focused: dwellAt(2),
    uses: dwellAt(3),
  };
};

/** By which figure features are sorted. */
export const sortKeys = {
  visitors: aggregates.visitors,
  inspections: aggregates.inspections,
  seen: aggregates.seen.total,
  hovered: aggregates.hovered.total,
  focused: aggregates.focused.total,
  uses: aggregates.uses.total,
  feature: sql`feature`,
};
