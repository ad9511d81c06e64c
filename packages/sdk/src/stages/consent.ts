import { permitStorage, readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import type { ConsentChoice } from '../telltale.ts';

/** What may be recorded now. */
export let consentGiven: ConsentChoice = 'denied';

/** The browser's Global Privacy Control is an opt-out that no call of the site overrides: https://w3c.github.io/gpc/ */
const isOptedOut = (): boolean | undefined => (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;

const applyChoice = (chosen: ConsentChoice): void => {
  consentGiven = chosen;
  permitStorage(chosen === 'granted');
};

/** The choice that the browser remembers, if any: it may have been made in another tab. */
export const rememberedChoice = (): ConsentChoice | undefined => {
  permitStorage(true);
  const remembered = readStored('c') as ConsentChoice | undefined;
  permitStorage(consentGiven === 'granted');
  return remembered;
};

/** Reads the visitor's remembered choice; without one the site's own default holds. */
export const openConsent = (isCookieless: boolean | undefined): void => {
  applyChoice(isOptedOut() ? 'denied' : (rememberedChoice() ?? (isCookieless ? 'cookieless' : 'granted')));
};

/** Remembers a choice. Whatever is not granted any more is erased from the browser, the choice itself excepted. */
export const chooseConsent = (chosen: ConsentChoice): void => {
  if (!isOptedOut()) {
    permitStorage(true);
    if (chosen !== 'granted') visitStored('', removeStored);
    writeStored('c', chosen);
    applyChoice(chosen);
  }
};
