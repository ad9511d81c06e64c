import { permitStorage, readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import type { Settings } from '../settings.ts';
import type { ConsentChoice } from '../telltale.ts';

/** What may be recorded now. */
export let consentGiven: ConsentChoice = 'denied';

/** The browser's Global Privacy Control is an opt-out that no call of the site overrides: https://w3c.github.io/gpc/ */
const isOptedOut = (): boolean | undefined => (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;

const applyChoice = (chosen: ConsentChoice): void => {
  consentGiven = chosen;
  permitStorage(chosen === 'granted');
};

/** The choice that the browser remembers or makes by itself, if any: it may have been made in another tab. */
export const rememberedChoice = (): ConsentChoice | undefined => {
  if (isOptedOut()) return 'denied';
  permitStorage(true);
  const remembered = readStored('c') as ConsentChoice | undefined;
  permitStorage(consentGiven === 'granted');
  return remembered;
};

/** Opens the browser's storage, and where this choice grants nothing erases what is kept there, the choice itself excepted. */
export const eraseUngranted = (chosen = rememberedChoice()): void => {
  permitStorage(true);
  if (chosen && chosen !== 'granted')
    visitStored('', (key) => {
      if (key !== 'c') removeStored(key);
    });
};

/** Reads the visitor's remembered choice; without one the site's own default holds. */
export const openConsent = (settings: Pick<Settings, 'isCookieless'>): void =>
  applyChoice(rememberedChoice() ?? (settings.isCookieless ? 'cookieless' : 'granted'));

/** Remembers a choice. */
export const chooseConsent = (chosen: ConsentChoice): void => {
  if (!isOptedOut()) {
    eraseUngranted(chosen);
    writeStored('c', chosen);
    applyChoice(chosen);
  }
};
