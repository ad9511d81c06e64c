import { nice, ticks } from 'd3-array';

/** Where the value axis ends and where its lines stand: always from 0, on round numbers. */
export const valueAxis = (highest: number, wishedLines = 4): { end: number; lines: number[] } => {
  // A chart of nothing still shows an axis; whole visitors have no halves.
  const [, end] = nice(0, Math.max(highest, wishedLines), wishedLines);
  return { end, lines: ticks(0, end, wishedLines) };
};

/** Which of so many labels are shown so that neighbours keep their distance; counted from the newest. */
export const shownLabels = (count: number, widthPx: number, labelWidthPx: number): number[] => {
  const most = Math.max(1, Math.floor(widthPx / labelWidthPx));
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => count - 1 - index * step).reverse();
};
