import { type EventMap, hear, tell } from './hear.ts';

/** The names in a text of them, `scroll blur`. */
type NamesIn<Text> = Text extends `${infer First} ${infer Rest}` ? First | NamesIn<Rest> : Text;

/** One for all: the browser keeps the same listener for the same event only once. */
const relay = (event: Event): void => tell(event.type as keyof EventMap, event as never);

/**
 * Listens on the window while the events of these names, with spaces between them, come down, so that a page that stops propagation hides
 * nothing from us. Passive: it can never hold up a scroll, a click or a navigation. The browser calls once for all who listen to the same:
 * each call costs more than what they do.
 */
export const listen = <Names extends string>(
  names: NamesIn<Names> extends keyof EventMap ? Names : never,
  handle: (event: EventMap[NamesIn<Names> & keyof EventMap]) => void,
): void => {
  for (const type of names.split(' ') as (NamesIn<Names> & keyof EventMap)[]) {
    hear(type, handle as never);
    addEventListener(type, relay, { capture: true, passive: true });
  }
};
