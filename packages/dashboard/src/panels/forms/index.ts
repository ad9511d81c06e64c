import type { Panel } from '../panel.ts';

/** Each step's form, field by field: where people begin, struggle and give up. */
export const forms: Panel = {
  id: 'forms',
  titles: { en: 'Forms', ar: 'النماذج' },
  icon: 'forms',
  group: 'customers',
  controls: () => ['range', 'comparison', 'filters'],
  load: async () => (await import('./forms-panel.tsx')).FormsPanel,
};
