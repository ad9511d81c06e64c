import { closest } from './closest.ts';
import { cutText } from './cut-text.ts';
import { guard } from './guard.ts';
import { hear, tell } from './hear.ts';
import { marked } from './marked.ts';

/** A page that changes all the time is looked through this often at the most. */
const LOOK_EVERY_MS = 500;

/** What a site's settings say about the elements that a selector means. */
interface SelectorRule {
  selector: string;
  feature?: string;
  step?: string;
}

/** Attributes that mean something to somebody; a change of classes may change what a selector means. */
const attributes = new Set(['class']);
let changes: MutationObserver | undefined;
let isDue = false;

const look = (root: Document | ShadowRoot): void => {
  changes?.observe(root, { subtree: true, childList: true, attributeFilter: [...attributes] });
  tell('looked', root);
  // No selector finds shadow roots. A walker passes 10,000 elements in half a millisecond, a list of them in four.
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const { shadowRoot } = walker.currentNode as Element;
    if (shadowRoot) look(shadowRoot);
  }
};

/** Not at once: while the tag starts the page has better things to do. Once for all who look. */
const lookSoon = (inMs?: number): void => {
  if (!isDue)
    setTimeout(guard, inMs, () => {
      isDue = false;
      look(document);
    });
  isDue = true;
};

/**
 * Calls `onFound` for the elements that have the attribute, which is their name, or that a rule's selector means, now or later, in
 * open shadow roots too: again and again, each time that the page changed. What the browser does not understand means nothing.
 * `nameOf` says what a rule calls its elements. Returns what finds the names of the elements around an element, itself included,
 * from the inside out; none where nothing is recorded.
 */
export const watchElements = (
  attribute: string,
  [rules = [], nameOf]: [rules: Iterable<SelectorRule> | undefined, nameOf: (rule: SelectorRule) => string | undefined],
  onFound: (element: Element) => void,
): ((inner: Element | undefined) => Iterable<string>) => {
  const named = new WeakMap<Element, string | undefined>();
  attributes.add(attribute);
  hear('looked', (root) => {
    for (const rule of [...rules, { selector: `[${attribute}]` }])
      guard(() => {
        for (const element of root.querySelectorAll(rule.selector)) {
          named.set(element, nameOf(rule));
          onFound(element);
        }
      });
  });
  // Deaf until the next look, which sees whatever else changes until then.
  changes ??= new MutationObserver(() => {
    changes?.disconnect();
    lookSoon(LOOK_EVERY_MS);
  });
  lookSoon();

  return (inner) => {
    const names = new Set<string>();
    let element: Element | null | undefined = closest(inner, marked.ignored) ? undefined : inner;
    for (; element; element = element.parentElement ?? (element.getRootNode() as ShadowRoot).host) {
      const name = element.getAttribute(attribute) ?? named.get(element);
      if (name) names.add(cutText(name));
    }
    return names;
  };
};
