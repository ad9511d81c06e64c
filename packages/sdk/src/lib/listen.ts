/** A document's events reach its window too. */
type EventMap = WindowEventMap & DocumentEventMap & { prerenderingchange: Event };

/**
 * Listens on the window while the event comes down, so that a page that stops propagation hides nothing from us.
 * Passive: it can never hold up a scroll, a click or a navigation. No fault of ours reaches the page.
 */
export const listen = <Type extends keyof EventMap>(type: Type, handle: (event: EventMap[Type]) => void): void =>
  addEventListener(
    type,
    (event) => {
      try {
        handle(event as EventMap[Type]);
      } catch {
        // The page goes on without us.
      }
    },
    { capture: true, passive: true },
  );
