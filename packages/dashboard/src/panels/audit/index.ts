import type { Panel } from '../panel.ts';

/** Who did what as an administrator, and when. */
export const audit: Panel = {
  id: 'audit',
  titles: { en: 'Audit log', ar: 'سجل التدقيق' },
  icon: 'audit',
  group: 'manage',
  controls: () => [],
  load: async () => (await import('./audit-panel.tsx')).AuditPanel,
};
