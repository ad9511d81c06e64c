/** The element around an element, out of open shadow roots too; nothing around the outermost. */
export const around = (element: Element): Element | null | undefined =>
  element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
