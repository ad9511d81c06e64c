import { anchorOf } from '../lib/anchor-of.ts';

const matches = (selector: string): number => {
  try {
    return document.querySelectorAll(selector).length;
  } catch {
    // Cut off where it was too long.
    return 0;
  }
};

/**
 * A selector that means this element and no other on the page now: its anchor, which is stable, or its place in its parent where the
 * anchor means others too.
 */
export const selectorOf = (element: Element): string => {
  const anchor = anchorOf(element);
  const { parentElement: parent, localName } = element;
  if (!parent || matches(anchor) === 1) return anchor;
  const alike = [...parent.children].filter((one) => one.localName === localName);
  return `${selectorOf(parent)} > ${CSS.escape(localName)}:nth-of-type(${alike.indexOf(element) + 1})`;
};
