import { useSignal } from '@preact/signals';
import { area, curveMonotoneX, line } from 'd3-shape';
import { formats, words } from '../locales/index.ts';
import { ChartNote } from './chart-note.tsx';
import type { ChartPoint } from './chart-point.ts';
import { ChartReader } from './chart-reader.tsx';
import './line-chart.css';
import { PlotGrid } from './plot-grid.tsx';
import { PLOT_HEIGHT_PX, PLOT_TOP_PX, timePlot } from './time-plot.ts';
import { useWidth } from './use-width.ts';

interface LineChartProps {
  /** What is measured, such as "Visitors". */
  title: string;
  points: readonly ChartPoint[];
  format: (value: number) => string;
  formatAxis: (value: number) => string;
  /** True for what is counted: the axis then has no fractions. */
  isWhole: boolean;
  /** True when the last point is still growing: its line is dotted. */
  isLastUnfinished: boolean;
}

/** The text alternative: first and last point, the highest and the lowest. */
const describe = (title: string, points: readonly ChartPoint[], format: (value: number) => string): string => {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return title;
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best), first);
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best), first);
  return words.value.chartSummary({
    title,
    from: first.longLabel,
    to: last.longLabel,
    highest: format(highest.value),
    highestAt: highest.longLabel,
    lowest: format(lowest.value),
    lowestAt: lowest.longLabel,
  });
};

/**
 * A value over time, with the compared range behind it. Time runs with the text: to the left in Arabic. A pointer or the
 * arrow keys read it point by point.
 */
export const LineChart = ({ title, points, format, formatAxis, isWhole, isLastUnfinished }: LineChartProps) => {
  const { ref, widthPx } = useWidth<HTMLDivElement>();
  const reading = useSignal<number | undefined>(undefined);
  const width = widthPx.value;
  const highest = points.reduce((most, { value, compared }) => Math.max(most, value, compared?.value ?? 0), 0);
  const plot = timePlot({ widthPx: width, count: points.length, highest, formatAxis, isWhole });
  const { last, xOf, yOf, baselinePx } = plot;

  const pathOf = line<ChartPoint>()
    .x((_, index) => xOf(index))
    .y(({ value }) => yOf(value))
    .curve(curveMonotoneX);
  const areaOf = area<ChartPoint>()
    .x((_, index) => xOf(index))
    .y0(baselinePx)
    .y1(({ value }) => yOf(value))
    .curve(curveMonotoneX);
  const comparedOf = line<ChartPoint>()
    .defined(({ compared }) => compared !== undefined)
    .x((_, index) => xOf(index))
    .y(({ compared }) => yOf(compared?.value ?? 0))
    .curve(curveMonotoneX);
  const finished = isLastUnfinished && last > 0 ? points.slice(0, -1) : points;
  const beforeLast = points[last - 1];
  const lastPoint = points[last];
  const read = reading.value === undefined ? undefined : points[reading.value];

  return (
    <div class="line-chart" ref={ref}>
      {width > 0 && (
        <svg width={width} height={PLOT_HEIGHT_PX} role="img" aria-label={describe(title, points, format)}>
          <PlotGrid plot={plot} formatAxis={formatAxis} labels={points.map(({ label }) => label)} />
          <path class="area" d={areaOf(finished) ?? ''} />
          <path class="line-compared" d={comparedOf(points) ?? ''} />
          <path class="line" d={pathOf(finished) ?? ''} />
          {isLastUnfinished && beforeLast && lastPoint && (
            <line
              class="line line-unfinished"
              x1={xOf(last - 1)}
              y1={yOf(beforeLast.value)}
              x2={xOf(last)}
              y2={yOf(lastPoint.value)}
            />
          )}
          {last === 0 && lastPoint && <circle class="dot" cx={xOf(0)} cy={yOf(lastPoint.value)} r="4.5" />}
          {read && reading.value !== undefined && (
            <g>
              <line class="cursor" x1={xOf(reading.value)} x2={xOf(reading.value)} y1={PLOT_TOP_PX} y2={baselinePx} />
              {read.compared && (
                <circle class="dot dot-compared" cx={xOf(reading.value)} cy={yOf(read.compared.value)} r="4" />
              )}
              <circle class="dot" cx={xOf(reading.value)} cy={yOf(read.value)} r="4.5" />
            </g>
          )}
        </svg>
      )}
      <ChartReader title={title} plot={plot} reading={reading} tell={(index) => readAloud(points[index], format)} />
      {read && reading.value !== undefined && (
        <ChartNote
          title={title}
          rows={[
            { look: 'key', label: read.longLabel, value: format(read.value) },
            ...(read.compared
              ? [
                  {
                    look: 'key key-compared',
                    label: read.compared.label,
                    value: format(read.compared.value),
                    isFaint: true,
                  },
                ]
              : []),
          ]}
          xPx={xOf(reading.value)}
          widthPx={width}
        />
      )}
    </div>
  );
};

const readAloud = (point: ChartPoint | undefined, format: (value: number) => string): string =>
  point
    ? formats.value.list([
        `${point.longLabel}: ${format(point.value)}`,
        ...(point.compared ? [`${point.compared.label}: ${format(point.compared.value)}`] : []),
      ])
    : '';
