/**
 * What the visitor really touched: inside open shadow roots too, where `target` shows only the host. Most pages have none: the
 * path of an event costs more than all else that a click does.
 */
export const targetOf = (event: Event): Element | undefined => {
  const { target } = event;
  const [touched] = (target as Element).shadowRoot ? event.composedPath() : [target];
  return touched instanceof Element ? touched : undefined;
};
