import type { ChartPoint } from './chart-point.ts';

interface ChartNoteProps {
  title: string;
  point: ChartPoint;
  format: (value: number) => string;
  /** Where the read point stands, from the left edge. */
  xPx: number;
  widthPx: number;
}

/** The figures of the point being read, beside it; on the other side where there is no room. */
export const ChartNote = ({ title, point, format, xPx, widthPx }: ChartNoteProps) => (
  // The reader's slider says the same to assistive technology.
  <div
    class="chart-note"
    aria-hidden="true"
    style={xPx < widthPx / 2 ? { left: `${xPx + 12}px` } : { right: `${widthPx - xPx + 12}px` }}
  >
    <strong>{title}</strong>
    <div class="chart-note-row">
      <span class="key" />
      {point.longLabel}
      <b>{format(point.value)}</b>
    </div>
    {point.compared && (
      <div class="chart-note-row">
        <span class="key key-compared" />
        <span class="is-faint">{point.compared.label}</span>
        <b class="is-faint">{format(point.compared.value)}</b>
      </div>
    )}
  </div>
);
