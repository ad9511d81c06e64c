import { guard } from './guard.ts';

/** A page that changes all the time is looked through this often at the most. */
const LOOK_EVERY_MS = 500;

/** What a site's settings say about the elements that a selector means. */
export interface SelectorRule {
  selector: string;
}

/**
 * Calls `onFound` for the elements that a rule's selector means or that have the attribute, now or later, in open shadow
 * roots too: again and again, each time that the page changed. What the browser does not understand means nothing.
 */
export const watchElements = <Rule extends SelectorRule>(
  attribute: string,
  rules: Iterable<Rule> = [],
  onFound: (element: Element, rule?: Rule) => void,
): void => {
  const look = (root: Document | ShadowRoot): void => {
    changes.observe(root, { subtree: true, childList: true, attributeFilter: [attribute, 'class'] });
    for (const rule of [...rules, undefined])
      guard(() => {
        for (const element of root.querySelectorAll(rule?.selector ?? `[${attribute}]`)) onFound(element, rule);
      });
    // No selector finds shadow roots. A walker passes 10,000 elements in half a millisecond, a list of them in four.
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const { shadowRoot } = walker.currentNode as Element;
      if (shadowRoot) look(shadowRoot);
    }
  };

  const lookSoon = (inMs?: number): void => {
    setTimeout(() => guard(() => look(document)), inMs);
  };

  // Deaf until the next look, which sees whatever else changes until then.
  const changes = new MutationObserver(() => {
    changes.disconnect();
    lookSoon(LOOK_EVERY_MS);
  });
  // Not while the tag starts: the page has better things to do.
  lookSoon();
};
