import { guard } from './guard.ts';
import { newId } from './new-id.ts';

/** The page view that events belong to. Its address is the one it began with: `replaceState` may have changed it since. */
export const page = { id: '', url: '', referrer: '' };

const settlers = new Set<() => void>();

/** Begins another page view. What was recorded before belongs to the one before: call `settlePage` first. */
export const beginPage = (url: string, referrer: string): void => {
  // 11 digits of time, 5 of chance: the store finds an event among millions without looking through all of them.
  page.id = Date.now().toString(16) + newId().slice(11);
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
