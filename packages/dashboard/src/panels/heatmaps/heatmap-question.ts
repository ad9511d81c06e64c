import type { Filter, HeatmapDefinitionInput } from '@telltale/query';
import type { DayRange } from '../../state/range.ts';

/** The devices one can look at apart; empty for all. */
export const devices = ['', 'desktop', 'mobile', 'tablet'] as const;

/** Cells side by side over the width of a viewport. */
export const COLUMNS = 48;

/** Height of a cell in CSS pixels of the page. */
export const ROW_PX = 24;

interface Asked {
  page: string;
  device: (typeof devices)[number];
  range: DayRange;
  filters: Filter[];
}

/** The question about one page. */
export const heatmapQuestion = ({ page, device, range, filters }: Asked): HeatmapDefinitionInput => ({
  range,
  page,
  filters: [...filters, ...(device ? [{ property: 'device', operator: 'is' as const, values: [device] }] : [])],
  grid: { unit: 'share', columns: COLUMNS, rowPx: ROW_PX },
  elements: { limit: 50, cells: 1 },
});
