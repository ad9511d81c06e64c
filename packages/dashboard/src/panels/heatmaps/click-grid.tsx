import type { HeatmapCell, HeatmapGrid } from '@telltale/query';
import { HeatGrid } from '../../charts/heat-grid.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { PngButton } from '../../ui/png-button.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { COLUMNS, ROW_PX } from './heatmap-question.ts';
import { heatmapWords } from './words.ts';

// Widths that stand for all viewports of a grid, in CSS pixels: common ones.
const DRAWN_PX = { phone: 390, wide: 1600 };

/** As wide as most viewports of a grid are. */
const pageWidthPx = ({ fromPx, toPx }: HeatmapGrid): number => {
  if (fromPx === 0) return DRAWN_PX.phone;
  return toPx === null ? DRAWN_PX.wide : (fromPx + toPx) / 2;
};

interface ClickGridProps {
  /** What a picture of it is of. */
  about: string;
  grids: readonly HeatmapGrid[];
}

/** Where on the page they click, for viewports of one width after the other: a page looks different on each. */
export const ClickGrid = ({ about, grids }: ClickGridProps) => {
  const text = heatmapWords.value;
  const { number, percent } = formats.value;
  const widest = grids.reduce<HeatmapGrid | undefined>(
    (most, grid) => (grid.clicks > (most?.clicks ?? 0) ? grid : most),
    undefined,
  );
  const grid = grids.find(({ fromPx }) => String(fromPx) === ownText('viewport')) ?? widest;
  if (!grid)
    return (
      <Card title={text.where}>
        <Empty title={text.noClicks}>
          <p>{text.noClicksHint}</p>
        </Empty>
      </Card>
    );
  const widthName = ({ fromPx, toPx }: Pick<HeatmapGrid, 'fromPx' | 'toPx'>) =>
    toPx === null ? text.fromWidth(number(fromPx)) : text.widths(number(fromPx), number(toPx - 1));
  const leftOf = ({ column }: HeatmapCell) => column / COLUMNS;
  const columns: Column<HeatmapCell>[] = [
    { heading: text.fromTop, value: ({ row }) => row * ROW_PX, show: ({ row }) => text.px(number(row * ROW_PX)) },
    numberColumn(text.fromLeft, leftOf, percent),
    numberColumn(text.clicks, ({ clicks }) => clicks),
  ];
  const [most] = grid.cells;
  return (
    <Card
      title={text.where}
      actions={
        <Select
          label={text.viewport}
          isLabelHidden
          isSmall
          value={String(grid.fromPx)}
          choices={grids.map(({ fromPx, toPx, clicks }) => ({
            value: String(fromPx),
            label: text.viewportClicks(widthName({ fromPx, toPx }), number(clicks)),
          }))}
          onChange={(chosen) => goOwn({ viewport: chosen })}
        />
      }
    >
      <div class="stack">
        <HeatGrid
          description={[
            text.gridSummary(number(grid.clicks), number(grid.cells.length)),
            most && text.hottest(percent(leftOf(most)), number(most.row * ROW_PX), number(most.clicks)),
          ]
            .filter(Boolean)
            .join(' ')}
          columns={COLUMNS}
          rowPx={ROW_PX}
          pageWidthPx={pageWidthPx(grid)}
          cells={grid.cells.map(({ column, row, clicks }) => ({ column, row, value: clicks }))}
        />
        <div class="chart-foot">
          <TableBehind caption={text.where} columns={columns} rows={grid.cells} />
          <CsvButton fileName="telltale-heatmap-cells" columns={columns} rows={grid.cells} />
          <PngButton fileName="telltale-heatmap-cells" about={`${about} · ${widthName(grid)}`} />
          <span class="chart-foot-note">{text.gridNote}</span>
        </div>
      </div>
    </Card>
  );
};
