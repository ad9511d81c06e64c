import type { TrendDefinitionInput, TrendResult } from '@telltale/query';
import { bucketName } from '../../charts/bucket-name.ts';
import { type DrawnLine, LinesChart } from '../../charts/lines-chart.tsx';
import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Change } from '../../ui/change.tsx';
import { type Column, CsvButton, Table, TableBehind } from '../../ui/table.tsx';
import { type ShownLine, shownLines } from './drawn-lines.ts';
import type { ExploreDraft } from './explore-draft.ts';
import { exploreWords } from './words.ts';

interface ExploreResultProps {
  result: TrendResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: TrendDefinitionInput;
  draft: ExploreDraft;
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

/** The lines that share a unit in one chart, the compared ones behind them. */
const Charts = ({
  lines,
  labels,
}: {
  lines: readonly ShownLine[];
  labels: readonly { short: string; long: string }[];
}) => {
  const text = exploreWords.value;
  const units = [...new Set(lines.map(({ unit }) => unit))];
  return (
    <>
      {units.map((unit) => {
        const ofUnit = lines.filter((line) => line.unit === unit);
        const [first] = ofUnit;
        if (!first) return null;
        const drawn = ofUnit.flatMap(({ name, values, before }, place): DrawnLine[] => [
          { name, values, place },
          // A chart of many lines with as many behind them could not be read: the table tells those.
          ...(before && ofUnit.length <= 2
            ? [{ name: text.before(name), values: before.values, place, isCompared: true }]
            : []),
        ]);
        return (
          <LinesChart
            key={unit}
            title={formats.value.list(ofUnit.map(({ name }) => name))}
            lines={drawn}
            labels={labels}
            format={first.format}
            formatAxis={first.formatAxis}
            isWhole={first.isWhole}
          />
        );
      })}
    </>
  );
};

/** The answer: a chart for each unit, what the days come to, and the table behind. */
export const ExploreResult = ({ result, statistics, question, draft }: ExploreResultProps) => {
  const text = exploreWords.value;
  const timeZone = site.value?.timeZone ?? 'UTC';
  const interval = question.interval ?? 'day';
  const labels = result.startAts.map((startAt) => bucketName(startAt, interval, timeZone));
  const lines = shownLines(result, draft);
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
      <Charts lines={lines} labels={labels} />
      <Table caption={text.totals} columns={totalColumns(result.comparison !== null)} rows={lines} />
      <AnswerFoot kind="trend" definition={question} statistics={statistics} note={text.note}>
        <TableBehind caption={text.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-explore" columns={columns} rows={rows} />
      </AnswerFoot>
    </div>
  );
};
