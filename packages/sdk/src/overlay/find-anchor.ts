/** Finds the element that `anchorOf` named, through open shadow roots; undefined where it is not on the page now. */
export const findAnchor = (anchor: string): Element | undefined => {
  let root: Document | ShadowRoot | null | undefined = document;
  let found: Element | null = null;
  try {
    for (const part of anchor.split(' >>> ')) {
      found = root?.querySelector(part) ?? null;
      root = found?.shadowRoot;
      if (!found) return undefined;
    }
  } catch {
    // Cut off where it was too long.
  }
  return found ?? undefined;
};
