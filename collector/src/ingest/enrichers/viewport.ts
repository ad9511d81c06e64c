import type { Enricher } from './enricher.ts';

/** The window's inner size in CSS pixels; 0 when unknown. */
export const viewport: Enricher = {
  name: 'viewport',
  enrich: ({ envelope: { viewport: [width, height] = [0, 0] } }) => ({
    viewport_width: width,
    viewport_height: height,
  }),
};
