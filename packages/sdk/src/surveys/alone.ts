import { listen } from '../lib/listen.ts';
import { readStored, removeStored, writeStored } from '../lib/storage.ts';

/** A tab that was closed without a word holds the others up for this long; one in the background is woken once a minute. */
const LEASE_MS = 90_000;
const RENEW_EVERY_MS = 30_000;

/** What another tab wrote in the same moment is there by then. */
const SETTLED_AFTER_MS = 50;

/**
 * Runs while no other tab of the site's does; whoever comes second does not run. Browsers lock only on secure pages: on others an entry
 * in the storage does, renewed as long as it is needed. https://www.w3.org/TR/web-locks/
 */
export const alone = async (site: string, run: () => Promise<void>): Promise<void> => {
  const { locks } = navigator as { locks?: LockManager };
  if (locks) {
    await locks.request(`tt.${site}.survey`, { ifAvailable: true }, (lock) => (lock ? run() : undefined));
    return;
  }
  if (Number.parseInt(readStored('o') ?? '', 10) > Date.now()) return;
  const lease = (): string => {
    const mine = `${Date.now() + LEASE_MS}.${Math.random()}`;
    writeStored('o', mine);
    return mine;
  };
  const mine = lease();
  await new Promise((settled) => setTimeout(settled, SETTLED_AFTER_MS));
  if (readStored('o') !== mine) return;
  const timer = setInterval(lease, RENEW_EVERY_MS);
  const release = (): void => {
    clearInterval(timer);
    removeStored('o');
  };
  listen('pagehide', release);
  try {
    await run();
  } finally {
    release();
  }
};
