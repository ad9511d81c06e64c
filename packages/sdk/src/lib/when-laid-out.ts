import { guard } from './guard.ts';

let viewport = '';

/** The viewport's width and height in CSS pixels as JSON; empty until the page was laid out. */
export const viewportJson = (): string => viewport;

/**
 * Runs when the browser has laid out and shown the page. Whoever asks for sizes sooner makes it lay out a page that is not
 * complete, and again afterwards; an intersection observer speaks when sizes cost nothing.
 */
export const whenLaidOut = (run: () => void): void => {
  const observer = new IntersectionObserver(() => {
    observer.disconnect();
    viewport = `[${innerWidth},${innerHeight}]`;
    guard(run);
  });
  observer.observe(document.documentElement);
};
