import type { Store } from '@telltale/store';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Audit } from '../audit/audit.ts';
import { createErasedBySite } from '../audit/erased-by-site.ts';
import type { Site } from '../sites/site.ts';

/** What erases events that are older than their site keeps them, and sessions and keys that ended. */
export interface Retention {
  /** Erases what is due now. @returns how many events went. */
  run(): Promise<number>;
  /** Resolves when the month that is under way is done. */
  stop(): Promise<void>;
}

export interface RetentionOptions {
  sites: () => readonly Pick<Site, 'id' | 'retentionDays'>[];
  /** The store, or nothing while it was never reached. */
  store: () => Pick<Store, 'erasure'> | undefined;
  access: Pick<Access, 'forgetExpired'>;
  audit: Audit;
  log: Logger;
  nowMs: () => number;
}

const DAY_MS = 86_400_000;
/** Due events are looked for this often; as the limit moves once a day, all looks but one find nothing. */
const EVERY_MS = 3_600_000;
/** Collectors that start together do not all erase the same. */
const FIRST_AFTER_MS = 60_000;
const JITTER_MS = 240_000;

/** Everything that happened before this time is due: whole UTC days, so that a month is not written anew with each hour. */
export const retentionLimit = (nowMs: number, retentionDays: number): number =>
  nowMs - (nowMs % DAY_MS) - retentionDays * DAY_MS;

/**
 * Erases, for each site, what happened longer ago than its `retentionDays`. Sites differ and share the table's months, so
 * the table cannot have one TTL: what is due is erased once a day, all sites of a month together. A crash leaves what was not
 * done yet to the next run.
 */
export const startRetention = ({ sites, store, access, audit, log, nowMs }: RetentionOptions): Retention => {
  const stopping = new AbortController();
  let running: Promise<number> | undefined;
  let timer: NodeJS.Timeout;

  const forgetExpired = async () => {
    for (const { id, siteId } of await access.forgetExpired())
      await audit.byCollector({ action: 'key.end', siteId, object: id });
  };

  const erase = async (): Promise<number> => {
    const connected = store();
    if (!connected) return 0;
    await forgetExpired().catch((err: unknown) => log.warn({ err }, 'expired sessions and keys could not be removed'));
    const due = sites().map(({ id, retentionDays }) => ({
      siteId: id,
      before: retentionLimit(nowMs(), retentionDays),
    }));
    const bySite = createErasedBySite();
    try {
      const erased = await connected.erasure.erase(due, { signal: stopping.signal, onBegun: bySite.onBegun });
      if (erased > 0) log.info({ erased }, 'events older than their sites keep them were erased');
      return erased;
    } finally {
      await bySite.writeTo(audit, 'retention.erase');
    }
  };

  const run = (): Promise<number> => {
    running ??= erase().finally(() => {
      running = undefined;
    });
    return running;
  };

  const later = (ms: number) => {
    timer = setTimeout(() => {
      run()
        .catch((err: unknown) => log.warn({ err }, 'old events could not be erased; it is tried again in an hour'))
        .finally(() => stopping.signal.aborted || later(EVERY_MS));
    }, ms).unref();
  };
  later(FIRST_AFTER_MS + Math.random() * JITTER_MS);

  return {
    run,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
};
