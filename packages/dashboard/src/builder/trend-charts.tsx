import { type DrawnLine, LinesChart } from '../charts/lines-chart.tsx';
import { formats } from '../locales/index.ts';
import type { ShownLine } from './trend-lines.ts';
import { trendWords } from './trend-words.ts';

/** The lines that share a unit in one chart, the compared ones behind them. */
export const TrendCharts = ({
  lines,
  labels,
}: {
  lines: readonly ShownLine[];
  labels: readonly { short: string; long: string }[];
}) => {
  const text = trendWords.value;
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
