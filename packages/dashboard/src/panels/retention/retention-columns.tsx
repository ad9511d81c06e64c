import type { Compared, RetentionFigures, RetentionResult } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { isoDayAt } from '../../state/iso-day.ts';
import { goOwn } from '../../state/own.ts';
import { shownSite } from '../../state/site.ts';
import { numberColumn } from '../../ui/columns.tsx';
import type { Column } from '../../ui/table.tsx';
import { retentionWords } from './words.ts';

/** What the cells show. */
export const shownFigures = ['share', 'people'] as const;

interface Cell {
  retained: number | null;
  shareRatio: number | null;
  isOpen: boolean;
}

/** A cohort, or all of them together. */
interface CohortRow {
  name: string;
  size: number;
  /** Its first day; undefined for all together, who are no list. */
  firstDay: string | undefined;
  cells: readonly Cell[];
}

/** All cohorts together as a row. */
const totalRow = (name: string, { totals, size }: RetentionFigures): CohortRow => ({
  name,
  size,
  firstDay: undefined,
  cells: totals.map(({ retained, shareRatio }) => ({
    retained: shareRatio === null ? null : retained,
    shareRatio,
    isOpen: false,
  })),
});

/** Cohorts as rows, and all of them together below, then those of the compared days. */
export const cohortRows = (result: Compared<RetentionResult>): CohortRow[] => {
  const { cohorts, interval, comparison } = result;
  const text = retentionWords.value;
  const timeZone = shownSite.value?.timeZone ?? 'UTC';
  const rows = cohorts.map(({ startAt, endAt, size: cohortSize, periods }): CohortRow => {
    const firstDay = isoDayAt(startAt, timeZone);
    return {
      name:
        interval === 'day'
          ? formats.value.longDay(firstDay)
          : formats.value.days(firstDay, isoDayAt(endAt - 1, timeZone)),
      size: cohortSize,
      firstDay,
      cells: periods,
    };
  });
  return [...rows, totalRow(text.all, result), ...(comparison ? [totalRow(text.before, comparison)] : [])];
};

interface RetainedCellProps {
  row: CohortRow;
  period: number;
  /** What the period is called. */
  title: string;
  shown: (typeof shownFigures)[number];
}

/** How many came back: the darker, the more. One that can still grow is hatched at its edge. */
const RetainedCell = ({ row, period, title, shown }: RetainedCellProps) => {
  const cell = row.cells[period];
  if (!cell || cell.retained === null || cell.shareRatio === null) return null;
  const { retained, shareRatio, isOpen } = cell;
  const { number, percent } = formats.value;
  const content = shown === 'share' ? percent(shareRatio) : number(retained);
  const look = `retention-cell${isOpen ? ' retention-cell-open' : ''}`;
  const shade = { '--share': shareRatio };
  const { firstDay } = row;
  if (firstDay === undefined)
    return (
      <span class={look} style={shade}>
        {content}
      </span>
    );
  const said = retentionWords.value.cell({ content, cohort: row.name, period: title, isOpen });
  return (
    <button
      type="button"
      class={look}
      style={shade}
      aria-label={words.value.seeWho(said)}
      onClick={() => goOwn({ cohort: firstDay, period: String(period) })}
    >
      {content}
    </button>
  );
};

/** The cohort, its size, and a column each for the periods after its own. */
export const retentionColumns = (
  { interval, cohorts }: RetentionResult,
  shown: (typeof shownFigures)[number],
): Column<CohortRow>[] => {
  const text = retentionWords.value;
  // Periods that have begun for nobody would be columns of nothing.
  const begun = cohorts.reduce(
    (most, { periods }) => Math.max(most, periods.filter(({ retained }) => retained !== null).length),
    0,
  );
  return [
    { heading: text.began, value: ({ name }) => name },
    numberColumn(text.size, ({ size }) => size),
    ...Array.from({ length: begun }, (_, period): Column<CohortRow> => {
      const title = text.period(interval, period);
      return {
        heading: title,
        value: ({ cells }) => (shown === 'share' ? cells[period]?.shareRatio : cells[period]?.retained) ?? null,
        show: (row) => <RetainedCell row={row} period={period} title={title} shown={shown} />,
        isNumber: true,
      };
    }),
  ];
};
