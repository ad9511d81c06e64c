import type { Panel } from '../panel.ts';

/** How much people do and how often they come back to buy, each figure with its formula. */
export const engagement: Panel = {
  id: 'engagement',
  titles: { en: 'Engagement', ar: 'التفاعل' },
  icon: 'engagement',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./engagement-panel.tsx')).EngagementPanel,
};
