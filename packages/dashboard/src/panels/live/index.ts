import type { Panel } from '../panel.ts';

/** What arrives right now, and what the collector thinks of it. */
export const live: Panel = {
  id: 'live',
  titles: { en: 'Live', ar: 'مباشر' },
  icon: 'live',
  group: 'watch',
  controls: () => [],
  load: async () => (await import('./live-panel.tsx')).LivePanel,
};
