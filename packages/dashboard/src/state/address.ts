import { effect, signal } from '@preact/signals';
import { language } from '../locales/index.ts';
import { preferredLanguage } from '../locales/language.ts';
import { type Address, formatAddress, parseAddress } from './address-text.ts';

const read = () => parseAddress(new URL(location.href));

/** What the reader looks at. Changed only by `go` and by the browser's own back and forward. */
export const address = signal<Address>(read());

addEventListener('popstate', () => {
  address.value = read();
});

effect(() => {
  language.value = address.value.language ?? preferredLanguage(navigator.languages);
});

/** The address with some members changed, as text for a link. */
export const addressWith = (change: Partial<Address>): string => formatAddress({ ...address.value, ...change });

/** Links that sign in, and those to shared boards, have addresses of their own, with a token in them. */
const isOwn = (pathname: string) => pathname === '/' || pathname.startsWith('/sites/');

/** There only the language is the reader's to choose. */
const elsewhere = ({ language: chosen }: Partial<Address>): string => {
  const url = new URL(location.href);
  if (chosen) url.searchParams.set('lang', chosen);
  return url.pathname + url.search + url.hash;
};

/**
 * Goes to the address with some members changed. The step stands in the browser's history unless `isReplacing`, which is
 * for corrections that nobody would want to go back to.
 */
export const go = (change: Partial<Address>, { isReplacing = false } = {}): void => {
  const text = isOwn(location.pathname) ? formatAddress({ ...address.value, ...change }) : elsewhere(change);
  if (text.split('#')[0] === location.pathname + location.search) return;
  history[isReplacing ? 'replaceState' : 'pushState'](null, '', text);
  address.value = parseAddress(new URL(location.href));
};
