import { nice, ticks } from 'd3-array';

const WISHED_LINES = 4;

/**
 * Where the value axis begins and ends and where its lines stand: from 0, or from below where `lowest` is, on round numbers.
 * With `isWhole` no line stands between two whole numbers: there are no half visitors.
 */
export const valueAxis = (
  highest: number,
  { isWhole, lowest = 0 }: { isWhole: boolean; lowest?: number },
): { start: number; end: number; lines: number[] } => {
  // A chart of nothing still shows an axis.
  const atLeast = isWhole ? WISHED_LINES : 0;
  const [start, end] = nice(Math.min(0, lowest), Math.max(highest, atLeast) || (lowest < 0 ? 0 : 1), WISHED_LINES);
  return { start, end, lines: ticks(start, end, WISHED_LINES) };
};

/** Which of so many labels are shown so that neighbours keep their distance; counted from the newest. */
export const shownLabels = (count: number, widthPx: number, labelWidthPx: number): number[] => {
  const most = Math.max(1, Math.floor(widthPx / labelWidthPx));
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => count - 1 - index * step).reverse();
};
