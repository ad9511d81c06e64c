import type { Panel } from '../panel.ts';

/** Questions that are looked at together. */
export const boards: Panel = {
  id: 'boards',
  titles: { en: 'Boards', ar: 'الألواح' },
  icon: 'boards',
  group: 'watch',
  controls: () => [],
  load: async () => (await import('./boards-panel.tsx')).BoardsPanel,
};
