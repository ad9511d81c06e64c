import type { Panel } from '../panel.ts';

/** Of those who began in a period, how many come back. */
export const retention: Panel = {
  id: 'retention',
  titles: { en: 'Retention', ar: 'العودة' },
  icon: 'retention',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./retention-panel.tsx')).RetentionPanel,
};
