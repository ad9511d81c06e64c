import type { Panel } from '../panel.ts';
import { wrongCount } from './diagnosis.ts';

/** What is wrong with how the site is recorded, and how to mend it. */
export const diagnosis: Panel = {
  id: 'diagnosis',
  titles: { en: 'Diagnosis', ar: 'التشخيص' },
  icon: 'diagnosis',
  group: 'manage',
  controls: () => [],
  notices: wrongCount,
  load: async () => (await import('./diagnosis-panel.tsx')).DiagnosisPanel,
};
