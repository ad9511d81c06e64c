import { guard } from '../../lib/guard.ts';
import { listen } from '../../lib/listen.ts';

const everything: MutationObserverInit = { subtree: true, childList: true, attributes: true, characterData: true };

/** Watches for anything that a click can bring about; costs next to nothing while it is stopped. */
export interface ReactionWatch {
  /** Watches the page, and the shadow trees that an element is in, until something happens. */
  start(element: Element): void;
  stop(): void;
}

/**
 * Calls `onReaction` when the page changes, loads something, navigates, scrolls, selects, plays or moves the focus. What is sent to
 * `collectUrl` is our own doing.
 */
export const watchReactions = (collectUrl: string, onReaction: () => void): ReactionWatch => {
  let watched: Node | undefined;
  const react = (): void => {
    watch.stop();
    onReaction();
  };
  const mutations = new MutationObserver(react);
  const requests = new PerformanceObserver((list) =>
    guard(() => {
      for (const { name } of list.getEntries()) if (!name.startsWith(collectUrl)) react();
    }),
  );
  const watch: ReactionWatch = {
    start(element) {
      const root = element.getRootNode();
      if (watched === root) return;
      watched = root;
      requests.observe({ type: 'resource' });
      for (let tree = root; tree; tree = (tree as ShadowRoot).host?.getRootNode()) mutations.observe(tree, everything);
    },
    stop() {
      watched = undefined;
      mutations.disconnect();
      requests.disconnect();
    },
  };
  listen('scroll focusin selectionchange toggle submit popstate blur play', react);
  // A navigation that waits for its server; not every browser tells.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigate', react);
  return watch;
};
