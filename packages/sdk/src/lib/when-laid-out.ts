import { guard } from './guard.ts';

let viewport = '';

const measure = () => `[${innerWidth},${innerHeight}]`;

/** The viewport's width and height in CSS pixels as JSON. Measured now, at a price, only for what happens before the layout. */
export const viewportJson = (): string => viewport || measure();

/**
 * Runs when the browser has laid out and shown the page. Whoever asks for sizes sooner makes it lay out a page that is not
 * complete, and again afterwards; an intersection observer speaks when sizes cost nothing.
 */
export const whenLaidOut = (run: () => void): void => {
  const observer = new IntersectionObserver(() => {
    observer.disconnect();
    viewport = measure();
    guard(run);
  });
  observer.observe(document.documentElement);
};
