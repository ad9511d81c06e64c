/** The closest element that matches, out of open shadow roots too; of nothing, nothing. */
export const closest = (from: Element | undefined, selector: string): Element | undefined => {
  for (let element = from; element; element = (element.getRootNode() as ShadowRoot).host) {
    const found = element.closest(selector);
    if (found) return found;
  }
  return undefined;
};
