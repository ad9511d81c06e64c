import { listen } from './listen.ts';

/** Runs now, or, while the browser prerenders the page, when the visitor really opens it. */
export const whenActivated = (run: () => void): void => {
  // TypeScript's DOM does not know prerendering yet: https://wicg.github.io/nav-speculation/prerendering.html
  if ((document as { prerendering?: boolean }).prerendering) listen('prerenderingchange', run);
  else run();
};
