import type { Panel } from '../panel.ts';

/** Any event or measure over time. */
export const explore: Panel = {
  id: 'explore',
  titles: { en: 'Explore', ar: 'استكشاف' },
  icon: 'explore',
  group: 'watch',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./explore-panel.tsx')).ExplorePanel,
};
