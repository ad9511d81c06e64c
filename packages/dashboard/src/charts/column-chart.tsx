import { direction, formats } from '../locales/index.ts';
import { valueAxis } from './axis.ts';
import './column-chart.css';
import './line-chart.css';
import { useWidth } from './use-width.ts';

/** One column: what it is called short and in full, how much it is. */
export interface DrawnColumn {
  label: string;
  longLabel: string;
  value: number;
}

interface ColumnChartProps {
  /** The whole in words: what is read aloud in the chart's place. */
  description: string;
  columns: readonly DrawnColumn[];
  format: (value: number) => string;
}

const HEIGHT_PX = 200;
const TOP_PX = 20;
const BOTTOM_PX = 28;
const GAP_PX = 3;
const LABEL_PX = 56;

/** How much falls into each of some classes, in their order; the order runs with the text. */
export const ColumnChart = ({ description, columns, format }: ColumnChartProps) => {
  const { ref, widthPx } = useWidth<HTMLDivElement>();
  const width = widthPx.value;
  const columnPx = width / Math.max(1, columns.length);
  const { end } = valueAxis(
    columns.reduce((most, { value }) => Math.max(most, value), 0),
    { isWhole: true },
  );
  const yOf = (value: number) => TOP_PX + (1 - value / end) * (HEIGHT_PX - TOP_PX - BOTTOM_PX);
  const xOf = (index: number) => (direction.value === 'rtl' ? width - (index + 1) * columnPx : index * columnPx);
  const every = Math.max(1, Math.ceil(LABEL_PX / Math.max(1, columnPx)));
  return (
    <div class="line-chart column-chart" ref={ref}>
      {width > 0 && (
        <svg width={width} height={HEIGHT_PX} role="img" aria-label={description}>
          <line class="grid-line grid-line-zero" x1="0" x2={width} y1={yOf(0)} y2={yOf(0)} />
          {columns.map(({ label, longLabel, value }, index) => (
            <g key={longLabel}>
              <rect
                class="column"
                x={xOf(index) + GAP_PX / 2}
                y={yOf(value)}
                width={Math.max(1, columnPx - GAP_PX)}
                height={Math.max(0, yOf(0) - yOf(value))}
                rx="2"
              >
                <title>{formats.value.list([longLabel, format(value)])}</title>
              </rect>
              {value > 0 && (
                <text x={xOf(index) + columnPx / 2} y={yOf(value) - 5} text-anchor="middle">
                  {format(value)}
                </text>
              )}
              {index % every === 0 && (
                <text x={xOf(index) + columnPx / 2} y={HEIGHT_PX - 8} text-anchor="middle">
                  {label}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
};
