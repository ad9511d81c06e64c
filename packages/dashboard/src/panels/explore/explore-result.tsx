import type { TrendDefinitionInput, TrendResult } from '@telltale/query';
import { TrendCharts } from '../../builder/trend-charts.tsx';
import { type ShownLine, shownLines } from '../../builder/trend-lines.ts';
import { bucketName } from '../../charts/bucket-name.ts';
import { site } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Change } from '../../ui/change.tsx';
import { type Column, CsvButton, Table, TableBehind } from '../../ui/table.tsx';
import { exploreWords } from './words.ts';

interface ExploreResultProps {
  result: TrendResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: TrendDefinitionInput;
}

const shownValue = ({ format }: ShownLine, value: number | null | undefined) =>
  value === null || value === undefined ? '–' : format(value);

const totalColumns = (isCompared: boolean): Column<ShownLine>[] => {
  const text = exploreWords.value;
  return [
    { heading: text.line, value: ({ name }) => name },
    { heading: text.total, value: ({ total }) => total, show: (line) => shownValue(line, line.total), isNumber: true },
    ...(isCompared
      ? [
          {
            heading: text.totalBefore,
            value: ({ before }: ShownLine) => before?.total ?? null,
            show: (line: ShownLine) => shownValue(line, line.before?.total),
            isNumber: true,
          },
          {
            heading: text.change,
            value: ({ total, before }: ShownLine) =>
              total !== null && before?.total ? total / before.total - 1 : null,
            show: ({ total, before }: ShownLine) =>
              total !== null && before?.total ? <Change now={total} before={before.total} /> : '–',
            isNumber: true,
          },
        ]
      : []),
  ];
};

/** The answer: a chart for each unit, what the days come to, and the table behind. */
export const ExploreResult = ({ result, statistics, question }: ExploreResultProps) => {
  const text = exploreWords.value;
  const timeZone = site.value?.timeZone ?? 'UTC';
  const interval = question.interval ?? 'day';
  const labels = result.startAts.map((startAt) => bucketName(startAt, interval, timeZone));
  const lines = shownLines(result, question);
  const rows = labels.map(({ long }, index) => ({ long, index }));
  const columns: Column<(typeof rows)[number]>[] = [
    { heading: text.when, value: ({ long }) => long },
    ...lines.map((line) => ({
      heading: line.name,
      value: ({ index }: { index: number }) => line.values[index] ?? null,
      show: ({ index }: { index: number }) => shownValue(line, line.values[index]),
      isNumber: true,
    })),
  ];
  return (
    <div class="stack">
      <TrendCharts lines={lines} labels={labels} />
      <Table caption={text.totals} columns={totalColumns(result.comparison !== null)} rows={lines} />
      <AnswerFoot kind="trend" definition={question} statistics={statistics} note={text.note}>
        <TableBehind caption={text.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-explore" columns={columns} rows={rows} />
      </AnswerFoot>
    </div>
  );
};
