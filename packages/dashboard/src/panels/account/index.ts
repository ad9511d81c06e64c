import type { Panel } from '../panel.ts';

/** The own name, password and sessions. */
export const account: Panel = {
  id: 'account',
  titles: { en: 'Your account', ar: 'حسابك' },
  icon: 'account',
  group: 'own',
  controls: () => [],
  load: async () => (await import('./account-panel.tsx')).AccountPanel,
};
