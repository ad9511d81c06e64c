import { guard } from './guard.ts';

/** A page that changes all the time is looked through this often at the most. */
const LOOK_EVERY_MS = 500;

/**
 * Calls `onFound` once for each element that has the attribute, now or later, in open shadow roots too. An element whose
 * attribute changes is found again.
 */
export const watchElements = (attribute: string, onFound: (element: Element, name: string) => void): void => {
  const found = new WeakMap<Node, string>();
  let isDue = false;

  const look = (root: Document | ShadowRoot): void => {
    if (!found.has(root)) {
      found.set(root, '');
      changes.observe(root, { subtree: true, childList: true, attributeFilter: [attribute] });
    }
    for (const element of root.querySelectorAll('*')) {
      const name = element.getAttribute(attribute);
      if (name && found.get(element) !== name) {
        found.set(element, name);
        onFound(element, name);
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };

  const changes = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      guard(() => look(document));
    }, LOOK_EVERY_MS);
  });
  look(document);
};
