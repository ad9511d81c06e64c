import { closest } from '../lib/closest.ts';
import { hear } from '../lib/hear.ts';
import { isWithin } from '../lib/is-within.ts';
import { listen } from '../lib/listen.ts';
import { page } from '../lib/page.ts';
import { readStored, writeStored } from '../lib/storage.ts';
import { targetOf } from '../lib/target-of.ts';
import type { Recorder } from '../recorder.ts';
import { consentGiven } from '../stages/consent.ts';
import { visitorId } from './visitor.ts';

/** As long as a slow page may take to load. A link that was copied and passed on is somebody else's by then. */
const VALID_MS = 120_000;

/** "token", so that every tag takes its value out of the addresses it records, whether it knows linked domains or not. */
const PARAMETER = 'tt_token=';
const tokenPattern = new RegExp(`([?&])${PARAMETER}([^&#]*)(&?)`);

/**
 * Carries the visitor's id to the owner's other domains: in a parameter of links to them, added in the moment of use and
 * taken out of the address bar on arrival. It counts only with consent on both sides, when it comes from one of the domains,
 * within two minutes, and where this browser has no id yet: who is known stays who they are.
 */
export const linkedDomains: Recorder = (_, { linkedDomains: domains = [] }) => {
  const isLinked = (host: string): boolean => {
    for (const domain of domains) if (isWithin(host, domain)) return true;
    return false;
  };
  const without = (address: string): string =>
    address.replace(tokenPattern, (_all, before: string, _token, after: string) => after && before);

  const decorate = (event: Event): void => {
    const link = closest(targetOf(event), ':any-link') as HTMLAnchorElement | undefined;
    if (!link || link.hostname === location.hostname || !isLinked(link.hostname)) return;
    const search = without(link.search);
    link.search =
      consentGiven === 'granted'
        ? `${search}${search ? '&' : '?'}${PARAMETER}${visitorId()}.${Date.now().toString(36)}`
        : search;
  };
  // A press comes before a drag and a middle click; keys and scripts make a click, or open the menu.
  listen('pointerdown click contextmenu', decorate);

  const [, , token] = tokenPattern.exec(location.href) ?? [];
  if (token === undefined) return undefined;
  history.replaceState(history.state, '', without(location.href));
  page.url = location.href;
  const [, host = ''] = document.referrer.split(/[/:]+/);
  const [, id = '', at = ''] = /^([\da-f]{16})\.(\w+)$/.exec(token) ?? [];
  let isDue = isLinked(host) && Math.abs(Date.now() - Number.parseInt(at, 36)) < VALID_MS;
  const adopt = (): void => {
    if (!isDue || consentGiven !== 'granted') return;
    isDue = false;
    if (!readStored('v')) writeStored('v', id);
  };
  adopt();
  // On the first page the visitor is often still to be asked.
  hear('renewed', adopt);
  return undefined;
};
