import { type EventMap, hear, tell } from './hear.ts';

/**
 * Listens on the window while the event comes down, so that a page that stops propagation hides nothing from us.
 * Passive: it can never hold up a scroll, a click or a navigation. The browser calls once for all who listen to the same: each
 * call costs more than what they do.
 */
export const listen = <Type extends keyof EventMap>(type: Type, handle: (event: EventMap[Type]) => void): void => {
  if (hear(type, handle))
    addEventListener(type, (event) => tell<keyof EventMap>(type, event), { capture: true, passive: true });
};
