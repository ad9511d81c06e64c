import { guard } from '../../lib/guard.ts';
import { listen } from '../../lib/listen.ts';

/** Watches for anything that a click can bring about; costs nothing while it is stopped. */
export interface ReactionWatch {
  start(): void;
  stop(): void;
}

const everything: MutationObserverInit = { subtree: true, childList: true, attributes: true, characterData: true };

/**
 * Calls `onReaction` when the page changes, loads something, scrolls, selects, plays or moves the focus, and, with true,
 * when it fails. What is sent to `collectUrl` is our own doing.
 */
export const watchReactions = (collectUrl: string, onReaction: (isError: boolean) => void): ReactionWatch => {
  let isWatching = false;
  const react = (): void => {
    if (isWatching) onReaction(false);
  };
  const mutations = new MutationObserver(() => guard(react));
  const requests = new PerformanceObserver((list) =>
    guard(() => {
      for (const { name } of list.getEntries()) if (!name.startsWith(collectUrl)) react();
    }),
  );
  for (const type of [
    'scroll',
    'focusin',
    'selectionchange',
    'input',
    'toggle',
    'submit',
    'hashchange',
    'popstate',
    'blur',
    'play',
    'pause',
  ] as const)
    listen(type, react);
  for (const type of ['error', 'unhandledrejection'] as const)
    listen(type, () => {
      if (isWatching) onReaction(true);
    });
  return {
    start() {
      if (isWatching) return;
      isWatching = true;
      mutations.observe(document, everything);
      requests.observe({ type: 'resource' });
    },
    stop() {
      isWatching = false;
      mutations.disconnect();
      requests.disconnect();
    },
  };
};
