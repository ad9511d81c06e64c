import type { Panel } from '../panel.ts';

/** Compares variants of a page, and says what may be believed. */
export const experiments: Panel = {
  id: 'experiments',
  titles: { en: 'Experiments', ar: 'التجارب' },
  icon: 'experiments',
  group: 'pages',
  controls: () => [],
  load: async () => (await import('./experiments-panel.tsx')).ExperimentsPanel,
};
