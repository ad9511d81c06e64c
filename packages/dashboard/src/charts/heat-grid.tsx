import { formats } from '../locales/index.ts';
import './heat-grid.css';
import { useWidth } from './use-width.ts';

/** A cell, counted from the upper left corner. */
export interface HeatCell {
  column: number;
  row: number;
  value: number;
}

interface HeatGridProps {
  /** The whole in words: what is read aloud in the grid's place. */
  description: string;
  /** Cells side by side over the page's width. */
  columns: number;
  /** Height of a cell in CSS pixels of the page. */
  rowPx: number;
  /** How wide the page is taken to be, in CSS pixels. */
  pageWidthPx: number;
  cells: readonly HeatCell[];
}

const RULER_PX = 48;
const LINE_EVERY_PX = 500;

/**
 * Cells of a page, the darker the more. Left is left in every language: it is the page's own. Drawn at most as large as the
 * page is.
 */
export const HeatGrid = ({ description, columns, rowPx, pageWidthPx, cells }: HeatGridProps) => {
  const { ref, widthPx } = useWidth<HTMLDivElement>();
  const drawnPx = Math.max(0, Math.min(widthPx.value - RULER_PX, pageWidthPx));
  const scale = drawnPx / pageWidthPx;
  const rows = cells.reduce((most, { row }) => Math.max(most, row + 1), 0) + 2;
  const heightPx = rows * rowPx * scale;
  const highest = cells.reduce((most, { value }) => Math.max(most, value), 0);
  const lines = Array.from(
    { length: Math.floor((rows * rowPx) / LINE_EVERY_PX) + 1 },
    (_, index) => index * LINE_EVERY_PX,
  );
  return (
    <div class="heat-grid" ref={ref} dir="ltr">
      {drawnPx > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        <figure class="heat-grid-frame" tabIndex={0} aria-label={description}>
          <svg width={drawnPx + RULER_PX} height={heightPx} role="img" aria-label={description}>
            <rect class="heat-page" x={RULER_PX} width={drawnPx} height={heightPx} />
            {lines.map((px) => (
              <g key={px}>
                <line class="heat-line" x1={RULER_PX} x2={RULER_PX + drawnPx} y1={px * scale} y2={px * scale} />
                <text x={RULER_PX - 6} y={Math.max(11, px * scale + 4)} text-anchor="end">
                  {formats.value.number(px)}
                </text>
              </g>
            ))}
            {cells.map(({ column, row, value }) => (
              <rect
                class="heat-cell"
                key={`${column} ${row}`}
                x={RULER_PX + (column / columns) * drawnPx}
                y={row * rowPx * scale}
                width={drawnPx / columns}
                height={rowPx * scale}
                // The root keeps few clicks in sight beside many.
                fill-opacity={0.15 + 0.85 * Math.sqrt(value / highest)}
              >
                <title>{formats.value.number(value)}</title>
              </rect>
            ))}
          </svg>
        </figure>
      )}
    </div>
  );
};
