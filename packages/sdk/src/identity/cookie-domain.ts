import { hear } from '../lib/hear.ts';
import { readStored, removeStored, writeStored } from '../lib/storage.ts';
import type { Recorder } from '../recorder.ts';
import { consentGiven } from '../stages/consent.ts';
import { visitorId } from './visitor.ts';

/** 400 days: browsers allow no more. https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis */
const MAX_AGE_S = 34_560_000;

/**
 * Shares the visitor's id among the subdomains of a domain by a first-party cookie, with consent only. The cookie says who
 * it is; the id that this origin has stored is its first proposal, and what is left where the cookie cannot be set. Where the
 * browser forbids storage but not cookies, the cookie is what remembers the visitor.
 */
export const cookieDomain: Recorder = (_, { site, cookieDomain: domain }) => {
  if (!domain) return undefined;
  const name = `tt_${site}=`;
  let known = '';

  const read = (): string | undefined => /^[\da-f]{16}\b/.exec(`; ${document.cookie}`.split(`; ${name}`)[1] ?? '')?.[0];

  const write = (id: string, maxAge: number): void => {
    // Over http a cookie that is Secure would not be taken.
    const secure = location.protocol === 'https:' ? ';secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and needs https.
    document.cookie = `${name}${id};domain=${domain};path=/;max-age=${maxAge};samesite=lax${secure}`;
  };

  const share = (): void => {
    if (consentGiven === 'granted') {
      known = visitorId();
      write(known, MAX_AGE_S);
      // Only a cookie that was taken can be missed later.
      if (read() === known) writeStored('w', '1');
    } else if (known) {
      known = '';
      write('', 0);
    }
  };

  const begin = (): void => {
    if (!known && consentGiven === 'granted') {
      const shared = read();
      if (shared) writeStored('v', shared);
      // Forgotten on another subdomain: the id that is left here must not come back.
      else if (readStored('w')) removeStored('v');
    }
    // Afterwards, because a link may have brought an id.
    queueMicrotask(share);
  };

  begin();
  hear('renewed', begin);
  return undefined;
};
