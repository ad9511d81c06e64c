import { newId } from '../lib/new-id.ts';
import { readStored, writeStored } from '../lib/storage.ts';

/** A visitor who did nothing for this long comes back in another session: the web's convention. */
const IDLE_MS = 30 * 60_000;

/** Activity is stored this coarsely: a write for each event would cost more than the doubt of some seconds. */
const STORED_EVERY_MS = 15_000;

let activeAt = 0;
let checkedAt = 0;
let id = '';

/** The campaign in an address: it begins a session of its own, or the visit would belong to the campaign before. */
const campaignOf = (url: string): string => /[?&](?:utm_\w+|\w*clid)=[^#]*/.exec(url)?.[0] ?? '';

/**
 * The session of an event. It ends after 30 idle minutes, in whichever tab the visitor was active, and when the visitor
 * arrives from another campaign: pass the page's address with its first event.
 */
export const sessionAt = (now: number, url = ''): string => {
  if (url || now - checkedAt > STORED_EVERY_MS) {
    const [storedId = '', storedAt = 0, storedCampaign = ''] = (readStored('s') ?? '').split(' ');
    const campaign = campaignOf(url);
    const isSame = now - Math.max(activeAt, +storedAt) < IDLE_MS && (!campaign || campaign === storedCampaign);
    id = (isSame && storedId) || newId();
    writeStored('s', `${id} ${now} ${campaign || (isSame ? storedCampaign : '')}`);
    checkedAt = now;
  }
  activeAt = now;
  return id;
};

/** The next event begins another session. */
export const endSession = (): void => {
  writeStored('s', '');
  checkedAt = 0;
};
