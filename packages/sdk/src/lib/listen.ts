import { type EventMap, hear, tell } from './hear.ts';

/** One for all: the browser keeps the same listener for the same event only once. */
const relay = (event: Event): void => tell(event.type as keyof EventMap, event as never);

/**
 * Listens on the window while the event comes down, so that a page that stops propagation hides nothing from us.
 * Passive: it can never hold up a scroll, a click or a navigation. The browser calls once for all who listen to the same: each
 * call costs more than what they do.
 */
export const listen = <Type extends keyof EventMap>(type: Type, handle: (event: EventMap[Type]) => void): void => {
  hear(type, handle);
  addEventListener(type, relay, { capture: true, passive: true });
};
