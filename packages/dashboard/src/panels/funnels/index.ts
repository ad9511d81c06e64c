import type { Panel } from '../panel.ts';

/** Ordered steps: who went through, who dropped out, who is still on the way. */
export const funnels: Panel = {
  id: 'funnels',
  titles: { en: 'Funnels', ar: 'مسارات التحويل' },
  icon: 'funnel',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./funnels-panel.tsx')).FunnelsPanel,
};
