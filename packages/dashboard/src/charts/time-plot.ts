import { direction } from '../locales/index.ts';
import { valueAxis } from './axis.ts';

/** The height of every chart over time, in CSS pixels: nothing moves when another one takes its place. */
export const PLOT_HEIGHT_PX = 256;
export const PLOT_TOP_PX = 20;
const BOTTOM_PX = 28;
const LETTER_PX = 7;
const GUTTER_GAP_PX = 10;

interface TimePlotOptions {
  widthPx: number;
  /** How many points in time there are. */
  count: number;
  highest: number;
  /** Default 0: the axis goes below it where something is. */
  lowest?: number;
  formatAxis: (value: number) => string;
  /** True for what is counted: the axis then has no fractions. */
  isWhole: boolean;
}

/** Where things stand in a chart over time. Time runs with the text: to the left in Arabic. */
export interface TimePlot {
  widthPx: number;
  /** Index of the last point; -1 where there is none. */
  last: number;
  /** The values at which lines stand. */
  lines: readonly number[];
  /** The width of the value axis, which stands where the text starts. */
  gutterPx: number;
  plotWidthPx: number;
  baselinePx: number;
  fromStart(alongPx: number): number;
  xOf(index: number): number;
  yOf(value: number): number;
}

/** Lays a chart over time out. */
export const timePlot = ({ widthPx, count, highest, lowest = 0, formatAxis, isWhole }: TimePlotOptions): TimePlot => {
  const isRightToLeft = direction.value === 'rtl';
  const last = count - 1;
  const { start, end, lines } = valueAxis(highest, { isWhole, lowest });
  // As wide as its longest label.
  const gutterPx =
    lines.reduce((most, value) => Math.max(most, formatAxis(value).length), 0) * LETTER_PX + GUTTER_GAP_PX;
  const plotWidthPx = Math.max(0, widthPx - gutterPx);
  const fromStart = (alongPx: number) => (isRightToLeft ? widthPx - alongPx : alongPx);
  const yOf = (value: number) =>
    PLOT_TOP_PX + ((end - value) / (end - start)) * (PLOT_HEIGHT_PX - PLOT_TOP_PX - BOTTOM_PX);
  return {
    widthPx,
    last,
    lines,
    gutterPx,
    plotWidthPx,
    baselinePx: yOf(start),
    fromStart,
    xOf: (index) => fromStart(gutterPx + (last > 0 ? (index / last) * plotWidthPx : plotWidthPx / 2)),
    yOf,
  };
};
