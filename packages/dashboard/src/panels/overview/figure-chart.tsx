import type { TrendDefinitionInput, TrendResult } from '@telltale/query';
import { bucketName } from '../../charts/bucket-name.ts';
import type { ChartPoint } from '../../charts/chart-point.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { site } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { figureTitle, formatFigure, formatFigureShort } from './figure-format.ts';
import type { Figure } from './overview-question.ts';
import { overviewWords } from './words.ts';

interface FigureChartProps {
  figure: Figure;
  result: TrendResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: TrendDefinitionInput;
}

/** One figure over time with the compared days behind it, and the table behind the chart. */
export const FigureChart = ({ figure, result, statistics, question }: FigureChartProps) => {
  const timeZone = site.value?.timeZone ?? 'UTC';
  const interval = question.interval ?? 'day';
  const nameOf = (startAt: number) => bucketName(startAt, interval, timeZone);

  const points: ChartPoint[] = result.startAts.map((startAt, index) => {
    const comparedAt = result.comparison?.startAts[index];
    const compared = figure.comparison?.values[index];
    return {
      label: nameOf(startAt).short,
      longLabel: nameOf(startAt).long,
      value: figure.values[index] ?? 0,
      compared:
        comparedAt === undefined || compared === undefined
          ? undefined
          : { label: nameOf(comparedAt).long, value: compared },
    };
  });
  const title = figureTitle(figure);
  const caption = overviewWords.value.overTime(title);
  const columns: Column<ChartPoint>[] = [
    { heading: overviewWords.value.when, value: ({ longLabel }) => longLabel },
    {
      heading: title,
      value: ({ value }) => value,
      show: ({ value }) => formatFigure(figure, value),
      isNumber: true,
    },
    ...(figure.comparison
      ? [
          {
            heading: overviewWords.value.before,
            value: ({ compared }: ChartPoint) => compared?.value ?? null,
            show: ({ compared }: ChartPoint) => (compared ? formatFigure(figure, compared.value) : ''),
            isNumber: true,
          },
        ]
      : []),
  ];
  const isLastUnfinished = result.range.endAt > Date.now();

  return (
    <div class="figure-chart">
      <LineChart
        title={title}
        points={points}
        format={(value) => formatFigure(figure, value)}
        formatAxis={(value) => formatFigureShort(figure, value)}
        isWhole={figure.measure !== 'conversion' && figure.measure !== 'revenue'}
        isLastUnfinished={isLastUnfinished}
      />
      <AnswerFoot
        kind="trend"
        definition={question}
        statistics={statistics}
        note={isLastUnfinished && overviewWords.value.unfinished}
      >
        <TableBehind caption={caption} columns={columns} rows={points} />
        <CsvButton fileName={`telltale-${figure.id}`} columns={columns} rows={points} />
      </AnswerFoot>
    </div>
  );
};
