import { textsFor } from '../lib/texts-for.ts';
import type { Recorder } from '../recorder.ts';
import type { Place } from '../settings.ts';
import { changeStyle, MESSAGE } from './made.ts';
import { makers } from './make-change.ts';
import { moving } from './moving.ts';

/** For each place: how to put something there, and who is there. */
const insertions: Record<Place, [where: InsertPosition, who: (to: Element) => Element | null]> = {
  before: ['beforebegin', (to) => to.previousElementSibling],
  after: ['afterend', (to) => to.nextElementSibling],
  first: ['afterbegin', (to) => to.firstElementChild],
  last: ['beforeend', (to) => to.lastElementChild],
};

/** Names one element by its place: `:nth-of-type(2)` or `:nth-child(2 of div)`. */
const byPlace = /:nth-[\w-]+\(\d+[ )]/;

/** Changes that move an element, or insert a message. */
export const changePlace: Recorder = () => {
  let moves = 0;
  moving.inOrder = (changes) =>
    changes.toSorted((one, other) => Number(one.kind === 'move') - Number(other.kind === 'move'));
  moving.isAstray = (selector) => moves > 0 && byPlace.test(selector);
  makers.move = (element, { to, place }) => {
    const target = document.querySelector(to);
    if (!target || element.contains(target)) return undefined;
    const [where, who] = insertions[place];
    const kept = document.createComment('');
    element.replaceWith(kept);
    target.insertAdjacentElement(where, element);
    moves++;
    return {
      holds: () => kept.isConnected && who(target) === element,
      undo() {
        moves--;
        // The page has drawn that part anew: what was moved out of it is a second one.
        if (kept.isConnected) kept.replaceWith(element);
        else element.remove();
      },
    };
  };
  makers.message = (element, { place, texts, properties = {} }) => {
    const { language, direction, texts: text } = textsFor(texts);
    // A name of its own: a page's `div:nth-of-type(2)` means the same element with messages as without.
    const message = document.createElement('tt-message');
    message.setAttribute(MESSAGE, '');
    message.lang = language;
    message.dir = direction;
    message.textContent = text;
    changeStyle(message, { display: 'block', ...properties });
    element.insertAdjacentElement(insertions[place][0], message);
    return { holds: () => message.isConnected, undo: () => message.remove() };
  };
  return undefined;
};
