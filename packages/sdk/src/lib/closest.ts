/** The closest element that matches, out of open shadow roots too. */
export const closest = (from: Element, selector: string): Element | undefined => {
  for (let element: Element | undefined = from; element; element = (element.getRootNode() as ShadowRoot).host) {
    const found = element.closest(selector);
    if (found) return found;
  }
  return undefined;
};
