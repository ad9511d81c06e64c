import { textsFor } from '../lib/texts-for.ts';
import type { Recorder } from '../recorder.ts';
import type { Place } from '../settings.ts';
import { changeStyle, MESSAGE } from './made.ts';
import { makers } from './make-change.ts';

/** For each place: how to put something there, and who is there. */
const insertions: Record<Place, [where: InsertPosition, who: (to: Element) => Element | null]> = {
  before: ['beforebegin', (to) => to.previousElementSibling],
  after: ['afterend', (to) => to.nextElementSibling],
  first: ['afterbegin', (to) => to.firstElementChild],
  last: ['beforeend', (to) => to.lastElementChild],
};

/** Changes that move an element, or insert a message. */
export const changePlace: Recorder = () => {
  makers.move = (element, { to, place }) => {
    const target = document.querySelector(to);
    if (!target || element.contains(target)) return undefined;
    const [where, who] = insertions[place];
    const kept = document.createComment('');
    element.replaceWith(kept);
    target.insertAdjacentElement(where, element);
    return {
      holds: () => kept.isConnected && who(target) === element,
      undo() {
        // The page has drawn that part anew: what was moved out of it is a second one.
        if (kept.isConnected) kept.replaceWith(element);
        else element.remove();
      },
    };
  };
  makers.message = (element, { place, texts, properties = {} }) => {
    const { language, direction, texts: text } = textsFor(texts);
    const message = document.createElement('div');
    message.setAttribute(MESSAGE, '');
    message.lang = language;
    message.dir = direction;
    message.textContent = text;
    changeStyle(message, properties);
    element.insertAdjacentElement(insertions[place][0], message);
    return { holds: () => message.isConnected, undo: () => message.remove() };
  };
  return undefined;
};
