import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';

/** Ids that frameworks number or hash: another one after the next render or release; and what is too long for a name. */
const generated = /.{121}|\d{2}|[:«]|_r_|^(ember|react|mui)|[a-z]\d[a-z]|\d[a-z]\d/i;

const attributeOf = (element: Element, name: string): string => {
  const value = element.getAttribute(name);
  return value && !generated.test(value) ? `[${name}="${CSS.escape(value)}"]` : '';
};

/**
 * Names an element so that it is found again after a re-render, a translation or a release: by feature, stable id, test id,
 * name or role, and by its place among its like. What a visitor reads is not in it: it is translated, and may be
 * personal. A CSS selector; ` >>> ` stands before what is in a shadow root.
 */
export const anchorOf = (target: Element): string => {
  const root = target.getRootNode() as ShadowRoot;
  let anchor = '';
  for (
    let element: Element | null = target;
    // Further out there is nothing that tells more, and half a selector would match nothing.
    element && element !== document.body && anchor.length < MAX_TEXT_LENGTH / 2;
    element = element.parentElement
  ) {
    const { id } = element;
    let part =
      attributeOf(element, 'data-tt-feature') ||
      (id && !generated.test(id) && `#${CSS.escape(id)}`) ||
      attributeOf(element, 'data-testid');
    // A name that others have too tells nothing without its place.
    const isAlone = part && root.querySelectorAll(part).length < 2;
    if (!isAlone) {
      part = CSS.escape(element.localName) + (attributeOf(element, 'name') || attributeOf(element, 'role'));
      let place = 1;
      for (let other = element.previousElementSibling; other; other = other.previousElementSibling)
        if (other.matches(part)) place++;
      if (place > 1) part = `:nth-child(${place} of ${part})`;
    }
    anchor = part + (anchor && '>') + anchor;
    if (isAlone) break;
  }
  anchor ||= target.localName;
  return root.host ? `${anchorOf(root.host)} >>> ${anchor}`.slice(-MAX_TEXT_LENGTH) : anchor;
};
