import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** Clicks, and what came of them. */
export interface ClickFigures {
  clicks: number;
  /** Different visitors who clicked. */
  visitors: number;
  /** Clicks again and again in the same place. */
  rage: number;
  /** Clicks of which nothing came. */
  dead: number;
  /** Clicks of which an error came. */
  error: number;
  /** Clicks by keyboard or assistive technology: they have no place, and stand in no cell. */
  keyboard: number;
  /** Clicks on what keeps its place while the page scrolls: they have a place in the element, but none on the page. */
  fixed: number;
}

/** One cell, counted from the upper left corner. */
export interface HeatmapCell {
  /** From 0. */
  column: number;
  /** From 0. */
  row: number;
  clicks: number;
}

/** The clicks on one element. */
export interface HeatmapElement extends ClickFigures {
  /** The element, as the tag names it. */
  anchor: string;
  /** Where in the element, most clicked first; all but those by keyboard. */
  cells: HeatmapCell[];
}

/** The clicks on the page at some widths of the viewport. */
export interface HeatmapGrid {
  /** Viewport widths in CSS pixels: from, included. */
  fromPx: number;
  /** To, excluded; null where there is no end. */
  toPx: number | null;
  /** Clicks that have a place on the page: neither by keyboard nor on what is fixed. */
  clicks: number;
  /** Different visitors of those. */
  visitors: number;
  /** Most clicked first. Where there are more than `maxCells`, their clicks are fewer than `clicks`. */
  cells: HeatmapCell[];
}

/** How long visitors stayed and how far down they came: of page views that told it. */
export interface HeatmapEngagement {
  /** Page views that told their engagement. */
  pageViews: number;
  /** Ms over all of them. */
  engagedMs: number;
  /** Of a page view; null where there is none. */
  medianEngagedMs: number | null;
  /** Page views that told how far down they came. */
  scrolledPageViews: number;
  /** 0 to 1, of those; null where there is none. */
  medianScrollDepthRatio: number | null;
  /** Ten parts of the page from top to bottom, by the deepest point that a page view came to; 1 is in the last. */
  depths: {
    /** The part begins here: 0, 0.1, … 0.9. */
    fromRatio: number;
    /** Page views that ended in this part. */
    pageViews: number;
    /** Page views that came at least to its beginning. */
    reached: number;
    /** Engaged ms of the page views that ended in this part. */
    engagedMs: number;
  }[];
}

/** What a heatmap tells of one range. Layers that were not asked for are null. */
export interface HeatmapFigures {
  range: Span;
  pageViews: number;
  /** Different visitors with a page view. */
  pageVisitors: number;
  total: ClickFigures;
  /** Different elements that were clicked. */
  elementCount: number;
  /** Most clicked first; in a comparison those of the range that it is compared with. The clicks on all others are the rest of the total. */
  elements: HeatmapElement[] | null;
  /** Of narrow viewports first; those without a click are left out. */
  grids: HeatmapGrid[] | null;
  engagement: HeatmapEngagement | null;
}

/** The answer to a heatmap. */
export interface HeatmapResult extends HeatmapFigures {
  /** Null without a comparison range. */
  comparison: HeatmapFigures | null;
  /** Null when nobody was asked for. */
  people: People | null;
}
