import { guard } from './guard.ts';
import { newId } from './new-id.ts';

/** The page view that events belong to. Its address is the one it began with: `replaceState` may have changed it since. */
export const page: { id: string; url: string; referrer: string; announce?: (() => void) | undefined } = {
  id: '',
  url: '',
  referrer: '',
};

/** Lets a page view that waits for the right moment go before whatever else happens on it. */
export const announcePage = (): void => {
  const { announce } = page;
  page.announce = undefined;
  announce?.();
};

const settlers = new Set<() => void>();

/** Begins another page view. What was recorded before belongs to the one before: call `settlePage` first. */
export const beginPage = (url: string, referrer: string): void => {
  page.id = newId();
  page.url = url;
  page.referrer = referrer;
};

/** Calls `settle` when the visitor stops looking at a page view: it was hidden, or another one takes its place. */
export const onPageSettled = (settle: () => void): void => {
  settlers.add(settle);
};

/** Lets every recorder emit what it has gathered about this page view. */
export const settlePage = (): void => {
  for (const settle of settlers) guard(settle);
};
