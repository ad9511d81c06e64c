import type { Panel } from '../panel.ts';

/** How many came, what they did, what they bought, and where they came from. */
export const overview: Panel = {
  id: 'overview',
  titles: { en: 'Overview', ar: 'نظرة عامة' },
  icon: 'overview',
  group: 'watch',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./overview-panel.tsx')).OverviewPanel,
};
