import type { Panel } from '../panel.ts';

/** The tag to paste, and the first visit when it comes. */
export const setup: Panel = {
  id: 'setup',
  titles: { en: 'Setup', ar: 'الإعداد' },
  icon: 'setup',
  group: 'manage',
  controls: () => [],
  load: async () => (await import('./setup-panel.tsx')).SetupPanel,
};
