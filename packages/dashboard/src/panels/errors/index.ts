import type { Panel } from '../panel.ts';

/** What failed on the pages, and whom it hit. */
export const errors: Panel = {
  id: 'errors',
  titles: { en: 'Errors', ar: 'الأخطاء' },
  icon: 'errors',
  group: 'pages',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./errors-panel.tsx')).ErrorsPanel,
};
