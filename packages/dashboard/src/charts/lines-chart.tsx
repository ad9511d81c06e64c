import { useSignal } from '@preact/signals';
import { line } from 'd3-shape';
import { formats, words } from '../locales/index.ts';
import { ChartNote } from './chart-note.tsx';
import { ChartReader } from './chart-reader.tsx';
import './line-chart.css';
import './lines-chart.css';
import { PlotGrid } from './plot-grid.tsx';
import { PLOT_HEIGHT_PX, PLOT_TOP_PX, timePlot } from './time-plot.ts';
import { useWidth } from './use-width.ts';

/** One line of several. */
export interface DrawnLine {
  name: string;
  /** One for each point in time; null where there is no value. */
  values: readonly (number | null)[];
  /** True for what it is compared with: drawn thin, in the look of the line at the same `place`. */
  isCompared?: boolean;
  /** Which look it has, counted from 0. */
  place: number;
}

/** What a point in time is called, short and in full. */
export interface TimeLabel {
  short: string;
  long: string;
}

interface LinesChartProps {
  /** What is shown, such as "Purchases by device". */
  title: string;
  lines: readonly DrawnLine[];
  labels: readonly TimeLabel[];
  format: (value: number) => string;
  formatAxis: (value: number) => string;
  isWhole: boolean;
}

/** So many lines can be told apart by colour and by dashes. */
const LOOKS = 8;

const lookOf = ({ place, isCompared }: DrawnLine) =>
  `line-look-${place % LOOKS}${isCompared ? ' line-look-compared' : ''}`;

/** Several lines over time, told apart by colour and dashes; a pointer or the arrow keys read them point by point. */
export const LinesChart = ({ title, lines, labels, format, formatAxis, isWhole }: LinesChartProps) => {
  const { ref, widthPx } = useWidth<HTMLDivElement>();
  const reading = useSignal<number | undefined>(undefined);
  const width = widthPx.value;
  const numbers = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const highest = numbers.reduce((most, value) => Math.max(most, value), 0);
  const lowest = numbers.reduce((least, value) => Math.min(least, value), 0);
  const plot = timePlot({ widthPx: width, count: labels.length, highest, lowest, formatAxis, isWhole });
  const { xOf, yOf, baselinePx } = plot;
  const pathOf = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => xOf(index))
    .y((value) => yOf(value ?? 0));
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format(value));
  const at = reading.value;
  const label = at === undefined ? undefined : labels[at];
  const tell = (index: number) =>
    formats.value.list([
      labels[index]?.long ?? '',
      ...lines.map(({ name, values }) => `${name}: ${shown(values[index])}`),
    ]);
  const description = words.value.linesSummary({
    title,
    from: labels[0]?.long ?? '–',
    to: labels.at(-1)?.long ?? '–',
    lines: formats.value.list(lines.map(({ name }) => name)),
  });

  return (
    <div class="stack lines-chart">
      {lines.length > 1 && (
        <ul class="lines-legend" aria-hidden="true">
          {lines.map((drawn) => (
            <li key={`${drawn.place} ${drawn.isCompared}`}>
              <svg width="20" height="6" aria-hidden="true">
                <line class={lookOf(drawn)} x1="0" x2="20" y1="3" y2="3" />
              </svg>
              <bdi>{drawn.name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div class="line-chart" ref={ref}>
        {width > 0 && (
          <svg width={width} height={PLOT_HEIGHT_PX} role="img" aria-label={description}>
            <PlotGrid plot={plot} formatAxis={formatAxis} labels={labels.map(({ short }) => short)} />
            {lines.map((drawn) => (
              <g class={lookOf(drawn)} key={`${drawn.place} ${drawn.isCompared}`}>
                <path d={pathOf(drawn.values) ?? ''} />
                {drawn.values.map((value, index) =>
                  // A value between two gaps would be no line at all.
                  value !== null && isAlone(drawn.values, index) ? (
                    <circle key={index} cx={xOf(index)} cy={yOf(value)} r="3" />
                  ) : null,
                )}
              </g>
            ))}
            {at !== undefined && <line class="cursor" x1={xOf(at)} x2={xOf(at)} y1={PLOT_TOP_PX} y2={baselinePx} />}
          </svg>
        )}
        <ChartReader title={title} plot={plot} reading={reading} tell={tell} />
        {label && at !== undefined && (
          <ChartNote
            title={label.long}
            rows={lines.map((drawn) => ({
              look: `key key-${drawn.place % LOOKS}${drawn.isCompared ? ' key-thin' : ''}`,
              label: drawn.name,
              value: shown(drawn.values[at]),
              isFaint: drawn.isCompared ?? false,
            }))}
            xPx={xOf(at)}
            widthPx={width}
          />
        )}
      </div>
    </div>
  );
};

const isAlone = (values: readonly (number | null)[], index: number): boolean =>
  (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
