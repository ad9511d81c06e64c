import type { Panel } from '../panel.ts';

/** Which ways people take from a page or an event, or to one. */
export const paths: Panel = {
  id: 'paths',
  titles: { en: 'Paths', ar: 'الطرق' },
  icon: 'paths',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./paths-panel.tsx')).PathsPanel,
};
