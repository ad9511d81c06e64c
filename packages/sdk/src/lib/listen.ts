import { guard } from './guard.ts';

/** A document's events reach its window too. */
type EventMap = WindowEventMap & DocumentEventMap & { prerenderingchange: Event };

const handlers = new Map<string, Set<(event: never) => void>>();

/**
 * Listens on the window while the event comes down, so that a page that stops propagation hides nothing from us.
 * Passive: it can never hold up a scroll, a click or a navigation. No fault of ours reaches the page. The browser calls once
 * for all who listen to the same: each call costs more than what they do.
 */
export const listen = <Type extends keyof EventMap>(type: Type, handle: (event: EventMap[Type]) => void): void => {
  const known = handlers.get(type);
  if (known) known.add(handle);
  else {
    const all = new Set([handle]);
    handlers.set(type, all);
    addEventListener(
      type,
      (event) => {
        for (const one of all) guard(() => one(event as EventMap[Type]));
      },
      { capture: true, passive: true },
    );
  }
};
