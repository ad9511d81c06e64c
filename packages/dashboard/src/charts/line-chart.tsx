import { useSignal } from '@preact/signals';
import { area, curveMonotoneX, line } from 'd3-shape';
import { direction, formats, words } from '../locales/index.ts';
import { shownLabels, valueAxis } from './axis.ts';
import { ChartNote } from './chart-note.tsx';
import type { ChartPoint } from './chart-point.ts';
import './line-chart.css';
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

const HEIGHT_PX = 256;
const TOP_PX = 20;
const BOTTOM_PX = 28;
const LABEL_WIDTH_PX = 76;
const LETTER_PX = 7;
const GUTTER_GAP_PX = 10;

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
  const isRightToLeft = direction.value === 'rtl';
  const last = points.length - 1;

  const { end, lines } = valueAxis(
    points.reduce((highest, { value, compared }) => Math.max(highest, value, compared?.value ?? 0), 0),
    { isWhole },
  );
  // The value axis stands where the text starts, as wide as its longest label.
  const gutter = lines.reduce((most, value) => Math.max(most, formatAxis(value).length), 0) * LETTER_PX + GUTTER_GAP_PX;
  const plotWidth = Math.max(0, width - gutter);
  const fromStart = (along: number) => (isRightToLeft ? width - along : along);
  const xOf = (index: number) => fromStart(gutter + (last > 0 ? (index / last) * plotWidth : plotWidth / 2));
  const yOf = (value: number) => TOP_PX + (1 - value / end) * (HEIGHT_PX - TOP_PX - BOTTOM_PX);
  const baseline = yOf(0);

  const pathOf = line<ChartPoint>()
    .x((_, index) => xOf(index))
    .y(({ value }) => yOf(value))
    .curve(curveMonotoneX);
  const areaOf = area<ChartPoint>()
    .x((_, index) => xOf(index))
    .y0(baseline)
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

  const readAt = (clientX: number, box: DOMRect) => {
    const along = (isRightToLeft ? box.right - clientX : clientX - box.left) - gutter;
    reading.value = Math.max(0, Math.min(last, Math.round((along / plotWidth) * last)));
  };
  const read = reading.value === undefined ? undefined : points[reading.value];

  return (
    <div class="line-chart" ref={ref}>
      {width > 0 && (
        <svg width={width} height={HEIGHT_PX} role="img" aria-label={describe(title, points, format)}>
          {lines.map((value) => (
            <g key={value}>
              <line
                class={value === 0 ? 'grid-line grid-line-zero' : 'grid-line'}
                x1={fromStart(gutter)}
                x2={fromStart(width)}
                y1={yOf(value)}
                y2={yOf(value)}
              />
              <text x={fromStart(0)} y={yOf(value) + 4} text-anchor="start">
                {formatAxis(value)}
              </text>
            </g>
          ))}
          {shownLabels(points.length, plotWidth, LABEL_WIDTH_PX).map((index) => (
            <text
              key={index}
              x={xOf(index)}
              y={HEIGHT_PX - 8}
              text-anchor={last === 0 ? 'middle' : index === last ? 'end' : index === 0 ? 'start' : 'middle'}
            >
              {points[index]?.label}
            </text>
          ))}
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
              <line class="cursor" x1={xOf(reading.value)} x2={xOf(reading.value)} y1={TOP_PX} y2={baseline} />
              {read.compared && (
                <circle class="dot dot-compared" cx={xOf(reading.value)} cy={yOf(read.compared.value)} r="4" />
              )}
              <circle class="dot" cx={xOf(reading.value)} cy={yOf(read.value)} r="4.5" />
            </g>
          )}
        </svg>
      )}
      <div
        class="line-chart-reader"
        role="slider"
        tabIndex={0}
        aria-label={words.value.readChart(title)}
        aria-valuemin={0}
        aria-valuemax={Math.max(last, 0)}
        aria-valuenow={reading.value ?? Math.max(last, 0)}
        aria-valuetext={readAloud(read ?? lastPoint, format)}
        onPointerMove={(event) => readAt(event.clientX, event.currentTarget.getBoundingClientRect())}
        onPointerDown={(event) => readAt(event.clientX, event.currentTarget.getBoundingClientRect())}
        onPointerLeave={() => {
          reading.value = undefined;
        }}
        onFocus={() => {
          reading.value ??= last;
        }}
        onBlur={() => {
          reading.value = undefined;
        }}
        onKeyDown={(event) => {
          const next = stepOf(event.key, reading.value ?? last, last, isRightToLeft);
          if (next === undefined) return;
          event.preventDefault();
          reading.value = next;
        }}
      />
      {read && reading.value !== undefined && (
        <ChartNote title={title} point={read} format={format} xPx={xOf(reading.value)} widthPx={width} />
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

/** Where a key leads among the points; undefined for keys that lead nowhere. */
const stepOf = (key: string, index: number, last: number, isRightToLeft: boolean): number | undefined => {
  const later = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const earlier = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === later || key === 'ArrowUp') return Math.min(last, index + 1);
  if (key === earlier || key === 'ArrowDown') return Math.max(0, index - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
};
