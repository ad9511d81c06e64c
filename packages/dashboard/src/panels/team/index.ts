import type { Panel } from '../panel.ts';

/** Who may sign in and see the site, and as what. */
export const team: Panel = {
  id: 'team',
  titles: { en: 'Team', ar: 'الفريق' },
  icon: 'team',
  group: 'manage',
  controls: () => [],
  load: async () => (await import('./team-panel.tsx')).TeamPanel,
};
