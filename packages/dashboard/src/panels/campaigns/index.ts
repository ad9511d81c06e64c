import type { Panel } from '../panel.ts';

/** Where visitors came from, and what came of it: conversions and revenue by first or last touch. */
export const campaigns: Panel = {
  id: 'campaigns',
  titles: { en: 'Campaigns', ar: 'الحملات' },
  icon: 'campaigns',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./campaigns-panel.tsx')).CampaignsPanel,
};
