import type { Signal } from '@preact/signals';
import { direction, words } from '../locales/index.ts';
import type { TimePlot } from './time-plot.ts';

interface ChartReaderProps {
  /** What is read, such as "Visitors". */
  title: string;
  plot: TimePlot;
  /** Index of the point that is read; undefined while nobody reads. */
  reading: Signal<number | undefined>;
  /** The point in words. */
  tell: (index: number) => string;
}

/** A chart's reader: a pointer or the arrow keys read it point by point. */
export const ChartReader = ({ title, plot: { last, gutterPx, plotWidthPx }, reading, tell }: ChartReaderProps) => {
  const isRightToLeft = direction.value === 'rtl';
  const newest = Math.max(last, 0);
  const readAt = ({ clientX, currentTarget }: { clientX: number; currentTarget: Element }) => {
    const box = currentTarget.getBoundingClientRect();
    const along = (isRightToLeft ? box.right - clientX : clientX - box.left) - gutterPx;
    reading.value = Math.max(0, Math.min(last, Math.round((along / plotWidthPx) * last)));
  };
  return (
    <div
      class="line-chart-reader"
      role="slider"
      tabIndex={0}
      aria-label={words.value.readChart(title)}
      aria-valuemin={0}
      aria-valuemax={newest}
      aria-valuenow={reading.value ?? newest}
      aria-valuetext={tell(reading.value ?? newest)}
      onPointerMove={readAt}
      onPointerDown={readAt}
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
  );
};

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
