/**
 * The closest matching element around the place of an event: in the shadow root where it happened, or else on the page.
 * Shorter than climbing out of each shadow root, and quicker than asking for the path of each click.
 */
export const closestOn = (event: Event, selector: string): Element | null => {
  const target = event.target as Element;
  return (target.shadowRoot && (event.composedPath()[0] as Element).closest(selector)) ?? target.closest(selector);
};
