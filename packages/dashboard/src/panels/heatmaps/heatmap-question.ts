import type { Filter, HeatmapDefinitionInput } from '@telltale/query';
import type { DayRange } from '../../state/range.ts';
import { sawVariant } from '../../state/seen-variants.ts';

/** The devices one can look at apart; empty for all. */
export const devices = ['', 'desktop', 'mobile', 'tablet'] as const;

/** Cells side by side over the width of a viewport. */
export const COLUMNS = 48;

/** Height of a cell in CSS pixels of the page. */
export const ROW_PX = 24;

interface Asked {
  page: string;
  device: (typeof devices)[number];
  /** EXPERIMENT:VARIANT; empty for all. */
  variant: string;
  range: DayRange;
  filters: Filter[];
}

/** The question about one page. */
export const heatmapQuestion = ({ page, device, variant, range, filters }: Asked): HeatmapDefinitionInput => ({
  range,
  page,
  filters: [
    ...filters,
    ...(device ? [{ property: 'device', operator: 'is' as const, values: [device] }] : []),
    ...sawVariant(variant),
  ],
  grid: { unit: 'share', columns: COLUMNS, rowPx: ROW_PX },
  elements: { limit: 50, cells: 1 },
});
