import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';

/** Ids that frameworks number or hash: another one after the next render or release. */
const generated = /\d{2}|[:«]|^(?:ember|radix|react|mui|headlessui)|[a-z]\d[a-z]|\d[a-z]\d/i;

const attributeOf = (element: Element, name: string): string => {
  const value = element.getAttribute(name);
  return value && !generated.test(value) ? `[${name}="${CSS.escape(value)}"]` : '';
};

/** The element's tag, told apart from its like; the first one needs no number. */
const placeOf = (element: Element): string => {
  const { localName } = element;
  const described = localName + (attributeOf(element, 'name') || attributeOf(element, 'role'));
  let place = 1;
  for (let other = element.previousElementSibling; other; other = other.previousElementSibling)
    if (other.localName === localName) place++;
  return described === localName && place > 1 ? `${localName}:nth-of-type(${place})` : described;
};

/**
 * Names an element so that it is found again after a re-render, a translation or a release: by feature, stable id, name or
 * role, and by its place among its like where it has none. A CSS selector; ` >>> ` stands before what is in a shadow root.
 */
export const anchorOf = (target: Element): string => {
  let anchor = '';
  for (let element: Element | null = target; element && element !== document.body; element = element.parentElement) {
    const { id } = element;
    const name = attributeOf(element, 'data-tt-feature') || (id && !generated.test(id) && `#${CSS.escape(id)}`);
    anchor = (name || placeOf(element)) + (anchor && '>') + anchor;
    if (name) break;
  }
  const root = target.getRootNode();
  anchor ||= target.localName;
  return (root instanceof ShadowRoot ? `${anchorOf(root.host)} >>> ${anchor}` : anchor).slice(-MAX_TEXT_LENGTH);
};
