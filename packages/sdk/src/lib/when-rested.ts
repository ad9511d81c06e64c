import { guard } from './guard.ts';
import { hear } from './hear.ts';
import { isHidden } from './is-hidden.ts';
import { page } from './page.ts';

/** Single-page apps draw a page after its address has changed, and search boxes change the address with each key. */
const RESTED_MS = 1000;

const lookers = new Set<() => void>();
let viewed = '';
let timer: ReturnType<typeof setTimeout> | undefined;

const rested = (): void => {
  if (page.id === viewed) for (const look of lookers) guard(look);
};

const wait = (): void => {
  clearTimeout(timer);
  timer = setTimeout(rested, RESTED_MS);
};

/**
 * Calls `look` when a page view has come to rest: its address has not changed for a second, by `replaceState` either; and
 * when it is hidden or left. Browsers without the Navigation API do not tell of addresses that change within a page view.
 */
export const whenRested = (look: () => void): void => {
  if (!lookers.size) {
    hear('emitted', ({ kind }) => {
      if (kind !== 'page_view') return;
      viewed = page.id;
      wait();
    });
    (window as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', wait);
    hear('settled', () => {
      if (isHidden()) rested();
    });
  }
  lookers.add(look);
};
