import type { Panel } from '../panel.ts';
import { personOf } from './person.ts';

/** Who came, and all that one of them did. */
export const people: Panel = {
  id: 'people',
  titles: { en: 'People', ar: 'الأشخاص' },
  icon: 'people',
  group: 'customers',
  // One person is shown whole, whatever the days and the filters.
  controls: (own) => (personOf(own) ? [] : ['range', 'filters']),
  load: async () => (await import('./people-panel.tsx')).PeoplePanel,
};
