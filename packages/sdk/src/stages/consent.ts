import { permitStorage, readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import type { ConsentChoice } from '../telltale.ts';

let choice: ConsentChoice = 'denied';

/** What may be recorded now. */
export const consentGiven = (): ConsentChoice => choice;

/** The browser's Global Privacy Control is an opt-out that no call of the site overrides: https://w3c.github.io/gpc/ */
const isOptedOut = (): boolean => !!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;

const applyChoice = (chosen: ConsentChoice): void => {
  choice = chosen;
  permitStorage(chosen === 'granted');
};

/** The choice that the browser remembers, if any: it may have been made in another tab. */
export const rememberedChoice = (): ConsentChoice | undefined => {
  permitStorage(true);
  const remembered = readStored('c') as ConsentChoice | undefined;
  permitStorage(choice === 'granted');
  return remembered;
};

/** Reads the visitor's remembered choice; without one the site's own default holds. */
export const openConsent = (isCookieless: boolean | undefined): void => {
  applyChoice(isOptedOut() ? 'denied' : (rememberedChoice() ?? (isCookieless ? 'cookieless' : 'granted')));
};

/** Remembers a choice. Whatever is not granted any more is erased from the browser, the choice itself excepted. */
export const chooseConsent = (chosen: ConsentChoice): void => {
  if (isOptedOut()) return;
  permitStorage(true);
  if (chosen !== 'granted') visitStored('', removeStored);
  writeStored('c', chosen);
  applyChoice(chosen);
};
