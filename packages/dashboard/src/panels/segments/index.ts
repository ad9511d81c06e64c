import type { Panel } from '../panel.ts';

/** Visitors chosen by what they did. */
export const segments: Panel = {
  id: 'segments',
  titles: { en: 'Segments', ar: 'الشرائح' },
  icon: 'segments',
  group: 'customers',
  controls: () => ['range'],
  load: async () => (await import('./segments-panel.tsx')).SegmentsPanel,
};
