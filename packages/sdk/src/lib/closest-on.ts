/**
 * The closest matching element around the place of an event: in the shadow root where it happened, or else on the page.
 * Shorter than climbing out of each shadow root: links and marks stand in one of the two.
 */
export const closestOn = (event: Event, selector: string): Element | null =>
  (event.composedPath()[0] as Element).closest(selector) ?? (event.target as Element).closest(selector);
