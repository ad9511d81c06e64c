import { shownLabels } from './axis.ts';
import { PLOT_HEIGHT_PX, type TimePlot } from './time-plot.ts';

interface PlotGridProps {
  plot: TimePlot;
  formatAxis: (value: number) => string;
  /** What each point in time is called, short. */
  labels: readonly string[];
}

const LABEL_WIDTH_PX = 76;

/** The lines of the values and the names of the points in time: as many as have room. */
export const PlotGrid = ({ plot, formatAxis, labels }: PlotGridProps) => {
  const { lines, fromStart, gutterPx, widthPx, plotWidthPx, last, xOf, yOf } = plot;
  return (
    <>
      {lines.map((value) => (
        <g key={value}>
          <line
            class={value === 0 ? 'grid-line grid-line-zero' : 'grid-line'}
            x1={fromStart(gutterPx)}
            x2={fromStart(widthPx)}
            y1={yOf(value)}
            y2={yOf(value)}
          />
          <text x={fromStart(0)} y={yOf(value) + 4} text-anchor="start">
            {formatAxis(value)}
          </text>
        </g>
      ))}
      {shownLabels(labels.length, plotWidthPx, LABEL_WIDTH_PX).map((index) => (
        <text
          key={index}
          x={xOf(index)}
          y={PLOT_HEIGHT_PX - 8}
          text-anchor={last === 0 ? 'middle' : index === last ? 'end' : index === 0 ? 'start' : 'middle'}
        >
          {labels[index]}
        </text>
      ))}
    </>
  );
};
