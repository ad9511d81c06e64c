import { newId } from '../lib/new-id.ts';
import { readStored, writeStored } from '../lib/storage.ts';

/** A visitor who did nothing for this long comes back in another session: the web's convention. */
const IDLE_MS = 30 * 60_000;

/** Activity is stored this coarsely: a write for each event would cost more than the doubt of some seconds. */
const STORED_EVERY_MS = 15_000;

let activeAt = 0;
let storedAt = 0;
let id = '';

/** A campaign begins a session of its own, or the visit would belong to the campaign before. */
const campaign = /[?&](utm_\w+|\w*clid)=[^#;]*/;

/**
 * The session of an event. It ends after 30 idle minutes, in whichever tab the visitor was active, and when the visitor
 * arrives from another campaign: pass the page's address with its first event.
 */
export const sessionAt = (now: number, url = ''): string => {
  if (url || now - storedAt > STORED_EVERY_MS) {
    const [knownId, knownAt, knownCampaign] = (readStored('s') ?? '').split(' ');
    const [arriving = knownCampaign ?? ''] = campaign.exec(url) ?? [];
    const isSame = now - Math.max(activeAt, Number(knownAt)) < IDLE_MS && arriving === knownCampaign;
    id = (isSame && knownId) || newId();
    writeStored('s', `${id} ${now} ${arriving}`);
    storedAt = now;
  }
  activeAt = now;
  return id;
};
