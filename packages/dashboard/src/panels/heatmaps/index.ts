import type { Panel } from '../panel.ts';

/** Where on a page visitors click, how long they stay, and how far down they come. */
export const heatmaps: Panel = {
  id: 'heatmaps',
  titles: { en: 'Heatmaps', ar: 'الخرائط الحرارية' },
  icon: 'heatmaps',
  group: 'pages',
  controls: () => ['range', 'filters'],
  load: async () => (await import('./heatmaps-panel.tsx')).HeatmapsPanel,
};
