import type { Panel } from '../panel.ts';

/** Which features are seen, hovered and used, for how long, and whether it shows in what people buy. */
export const features: Panel = {
  id: 'features',
  titles: { en: 'Features', ar: 'الميزات' },
  icon: 'features',
  group: 'pages',
  controls: () => ['range', 'filters'],
  load: async () => (await import('./features-panel.tsx')).FeaturesPanel,
};
