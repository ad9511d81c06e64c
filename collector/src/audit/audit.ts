import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AuditChange, AuditEntry, Store } from '@telltale/store';
import type { Logger } from 'pino';
import type { Principal } from '../access/principal.ts';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { truncateAddress } from '../lib/truncate-address.ts';

/** What was done. */
export interface Act {
  /** A noun and a verb: `site.change`, `key.create`. */
  action: string;
  /** What was acted upon, such as a key's id. Never a secret, and a person only as a digest. */
  object: string;
  /** Left out when the act is about no site. */
  siteId?: string;
  changes?: readonly AuditChange[];
}

/** Who asked, as a route knows it. */
export interface Asking {
  env: { incoming: Pick<IncomingMessage, 'headers' | 'socket'> };
  var: { principal: Principal };
}

/** Writes administrative acts into the audit log. */
export interface Audit {
  /** What a route did for whoever asked. Called when it is done. */
  (asking: Asking, act: Act): Promise<void>;
  /** What the collector did by itself. */
  byCollector(act: Act): Promise<void>;
}

export interface AuditOptions {
  /** The store, or nothing while it was never reached. */
  store: () => Pick<Store, 'auditLog'> | undefined;
  addressRules: ClientAddressRules;
  log: Logger;
  nowMs: () => number;
}

/** Acts wait in memory while the store does not take them; each of them stands in the process's log too. */
const MOST_WAITING = 1_000;

const actorOf = (principal: Principal): AuditEntry['actor'] =>
  principal.type === 'person'
    ? { kind: 'person', id: principal.person.id, name: principal.person.name }
    : { kind: 'key', id: principal.key.id, name: principal.key.name };

/** Opens the way into the audit log. An act that is done is never undone because it could not be written down. */
export const createAudit = ({ store, addressRules, log, nowMs }: AuditOptions): Audit => {
  const waiting: AuditEntry[] = [];

  const write = async (entry: AuditEntry) => {
    waiting.push(entry);
    try {
      const connected = store();
      if (!connected) throw new Error('The store was not reached yet.');
      for (let next = waiting[0]; next; next = waiting[0]) {
        await connected.auditLog.append(next);
        // Another write may have taken it meanwhile; appended twice, it stands once.
        if (waiting[0] === next) waiting.shift();
      }
    } catch (err) {
      log.error({ err, act: entry }, 'an act could not be written to the audit log; it is written with the next one');
      if (waiting.length > MOST_WAITING) waiting.shift();
    }
  };

  const entryOf = ({ siteId = '', changes = [], ...act }: Act) => ({
    ...act,
    siteId,
    changes,
    id: randomUUID(),
    at: nowMs(),
  });

  const audit = ({ env, var: { principal } }: Asking, act: Act) =>
    write({
      ...entryOf(act),
      actor: actorOf(principal),
      address: truncateAddress(clientAddress(env.incoming, addressRules)),
    });

  return Object.assign(audit, {
    byCollector: (act: Act) =>
      write({ ...entryOf(act), actor: { kind: 'collector', id: '', name: '' } as const, address: '' }),
  });
};
