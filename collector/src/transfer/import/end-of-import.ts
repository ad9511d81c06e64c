import type { Act } from '../../audit/audit.ts';
import type { Import } from './import.ts';

/** What the audit log says of an import that has ended. */
export const endOfImport = ({ id, siteId, status, read, accepted, duplicate, rejected }: Import): Act => ({
  action: status === 'done' ? 'import.finish' : 'import.cancel',
  siteId,
  object: id,
  changes: Object.entries({ read, accepted, duplicate, rejected }).map(([field, to]) => ({ field, to })),
});
