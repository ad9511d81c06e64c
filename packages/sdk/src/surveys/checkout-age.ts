import { LOST_AFTER_MS } from '../lib/lost-after.ts';
import { readStored } from '../lib/storage.ts';

/** How long ago the open checkout's last step was, in ms; NaN when none is open. */
export const checkoutAgeMs = (): number => {
  const openUntil = Number((readStored('k') ?? '').split(' ')[1]);
  const leftMs = openUntil - Date.now();
  return leftMs > 0 ? LOST_AFTER_MS - leftMs : Number.NaN;
};
