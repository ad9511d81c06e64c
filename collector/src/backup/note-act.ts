import { randomUUID } from 'node:crypto';
import type { AuditChange, Store } from '@telltale/store';

/** What a command did: `backup.create` or `backup.restore`, and with which folder. */
export interface CommandAct {
  action: 'backup.create' | 'backup.restore';
  folder: string;
  changes?: readonly AuditChange[];
}

/**
 * Writes into the store's audit log what a command on this machine did. It is done by then: that it could not be written down is said,
 * and nothing more.
 */
export const noteAct = async (
  store: Pick<Store, 'auditLog'>,
  { action, folder, changes = [] }: CommandAct,
  say: (text: string) => void,
): Promise<void> => {
  try {
    await store.auditLog.append({
      id: randomUUID(),
      at: Date.now(),
      siteId: '',
      actor: { kind: 'collector', id: '', name: '' },
      address: '',
      action,
      object: folder,
      changes,
    });
  } catch (error) {
    say(`It is not in the audit log: ${error instanceof Error ? error.message : String(error)}`);
  }
};
