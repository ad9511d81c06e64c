import type { Panel } from '../panel.ts';

/** What became of each attempt to buy: where it stopped, and what was at stake. */
export const checkouts: Panel = {
  id: 'checkouts',
  titles: { en: 'Checkouts', ar: 'عمليات الشراء' },
  icon: 'checkouts',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./checkouts-panel.tsx')).CheckoutsPanel,
};
