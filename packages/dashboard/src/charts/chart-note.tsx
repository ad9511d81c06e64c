/** One line of a note: the key of what is drawn, what it is, its value. */
export interface NoteRow {
  /** The class of its key. */
  look: string;
  label: string;
  value: string;
  isFaint?: boolean;
}

interface ChartNoteProps {
  title: string;
  rows: readonly NoteRow[];
  /** Where the read point stands, from the left edge. */
  xPx: number;
  widthPx: number;
}

/** The figures of the point being read, beside it; on the other side where there is no room. */
export const ChartNote = ({ title, rows, xPx, widthPx }: ChartNoteProps) => (
  // The reader's slider says the same to assistive technology.
  <div
    class="chart-note"
    aria-hidden="true"
    style={xPx < widthPx / 2 ? { left: `${xPx + 12}px` } : { right: `${widthPx - xPx + 12}px` }}
  >
    <strong>{title}</strong>
    {rows.map(({ look, label, value, isFaint }) => (
      <div class="chart-note-row" key={look + label}>
        <span class={look} />
        <span class={isFaint ? 'is-faint' : undefined}>
          <bdi>{label}</bdi>
        </span>
        <b class={isFaint ? 'is-faint' : undefined}>{value}</b>
      </div>
    ))}
  </div>
);
