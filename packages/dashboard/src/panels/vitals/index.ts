import type { Panel } from '../panel.ts';

/** How fast and how steady pages were for the visitors. */
export const vitals: Panel = {
  id: 'vitals',
  titles: { en: 'Web vitals', ar: 'مؤشرات الأداء' },
  icon: 'vitals',
  group: 'pages',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./vitals-panel.tsx')).VitalsPanel,
};
