import { guard } from '../../lib/guard.ts';
import { listen } from '../../lib/listen.ts';

const everything: MutationObserverInit = { subtree: true, childList: true, attributes: true, characterData: true };

/**
 * Watches for anything that a click can bring about: that the page changes, loads something, navigates, scrolls, selects, plays or moves
 * the focus; all that are `waiting` have their reaction then. What is sent to `collectUrl` is our own doing. Returns what starts it, for
 * the page and the shadow trees that an element is in, until something happens; and what stops it: it costs next to nothing then.
 */
export const watchReactions = (
  collectUrl: string,
  waiting: Iterable<{ isReacted: boolean }>,
): [start: (element: Element) => void, stop: () => void] => {
  let watched: Node | undefined;
  const stop = (): void => {
    watched = undefined;
    mutations.disconnect();
    requests.disconnect();
  };
  const react = (): void => {
    stop();
    for (const one of waiting) one.isReacted = true;
  };
  const mutations = new MutationObserver(react);
  const requests = new PerformanceObserver((list) =>
    guard(() => {
      for (const { name } of list.getEntries()) if (!name.startsWith(collectUrl)) react();
    }),
  );
  listen('scroll focusin selectionchange toggle submit popstate blur play', react);
  // A navigation that waits for its server; not every browser tells.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigate', react);
  return [
    (element) => {
      const root = element.getRootNode();
      if (watched === root) return;
      watched = root;
      requests.observe({ type: 'resource' });
      for (let tree = root; tree; tree = (tree as ShadowRoot).host?.getRootNode()) mutations.observe(tree, everything);
    },
    stop,
  ];
};
