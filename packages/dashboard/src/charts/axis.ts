import { nice, ticks } from 'd3-array';

const WISHED_LINES = 4;

/**
 * Where the value axis ends and where its lines stand: always from 0, on round numbers. With `isWhole` no line stands
 * between two whole numbers: there are no half visitors.
 */
export const valueAxis = (highest: number, { isWhole }: { isWhole: boolean }): { end: number; lines: number[] } => {
  // A chart of nothing still shows an axis.
  const atLeast = isWhole ? WISHED_LINES : 0;
  const [, end] = nice(0, Math.max(highest, atLeast) || 1, WISHED_LINES);
  return { end, lines: ticks(0, end, WISHED_LINES) };
};

/** Which of so many labels are shown so that neighbours keep their distance; counted from the newest. */
export const shownLabels = (count: number, widthPx: number, labelWidthPx: number): number[] => {
  const most = Math.max(1, Math.floor(widthPx / labelWidthPx));
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => count - 1 - index * step).reverse();
};
