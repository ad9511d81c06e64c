import type { Panel } from '../panel.ts';

/** What visitors are asked, and what they answer. */
export const surveys: Panel = {
  id: 'surveys',
  titles: { en: 'Surveys', ar: 'الاستبيانات' },
  icon: 'surveys',
  group: 'customers',
  controls: (own) => {
    const { view } = Object(own) as { view?: unknown };
    return view === 'edit' || view === 'new' ? [] : ['range', 'comparison', 'filters'];
  },
  load: async () => (await import('./surveys-panel.tsx')).SurveysPanel,
};
