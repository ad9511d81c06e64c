import { newId } from './new-id.ts';

/** The page view that events belong to. Its address is the one it began with: `replaceState` may have changed it since. */
export const page = { id: '', url: '', referrer: '' };

/** What makes an address another page: its path, until more counts. */
export let keyOf = ({ pathname }: URL | Location): string => pathname;

/** Another query, or hash, makes another page too. */
export const countAlso = (part: 'search' | 'hash'): void => {
  const before = keyOf;
  // No address has a space.
  keyOf = (address) => `${before(address)} ${address[part]}`;
};

/** Begins another page view. What was recorded before belongs to the one before: tell `settled` first. */
export const beginPage = (url: string, referrer: string): void => {
  // 11 digits of time, 5 of chance: the store finds an event among millions without looking through all of them.
  page.id = Date.now().toString(16) + newId().slice(11);
  page.url = url;
  page.referrer = referrer;
};
