import { guard } from '../lib/guard.ts';
import { listen } from '../lib/listen.ts';
import { textsFor } from '../lib/texts-for.ts';
import type { Recorder } from '../recorder.ts';
import type { ChangeSettings, Place } from '../settings.ts';
import { changeStyle, MESSAGE } from './made.ts';
import { makers } from './make-change.ts';
import { moving } from './moving.ts';

type Neighbour = 'previousElementSibling' | 'nextElementSibling';

/** For each place: how to put something there, who is there, and who is next when that one does not count. */
const insertions: Record<Place, [InsertPosition, Neighbour | 'firstElementChild' | 'lastElementChild', Neighbour]> = {
  before: ['beforebegin', 'previousElementSibling', 'previousElementSibling'],
  after: ['afterend', 'nextElementSibling', 'nextElementSibling'],
  first: ['afterbegin', 'firstElementChild', 'nextElementSibling'],
  last: ['beforeend', 'lastElementChild', 'previousElementSibling'],
};

/** Names one element by its place: `:nth-of-type(2)` or `:nth-child(2 of div)`. */
const byPlace = /:nth-[\w-]+\(\d+[ )]/;

/** Has whoever watches the page look at it. */
const stir = (): void => {
  const sign = document.createComment('');
  document.documentElement.append(sign);
  sign.remove();
};

/** Changes that move an element, or insert a message. */
export const changePlace: Recorder = () => {
  const moved = new Set<Element>();
  /** Where moves lead, as it was before any of them was made. */
  const targets = new Map<ChangeSettings, Element | null>();

  moving.inOrder = (changes) =>
    changes.toSorted((one, other) => Number(one.kind === 'move') - Number(other.kind === 'move'));
  moving.isAstray = (selector) => moved.size > 0 && byPlace.test(selector);
  moving.find = (kept) => {
    const found = new Map<ChangeSettings, Iterable<Element>>();
    const changes = kept.flatMap(({ change, made }) => (made.size ? [] : change));
    const moves = changes.filter(({ kind }) => kind === 'move');
    if (!moves[0]) return found;
    let isComplete = document.readyState !== 'loading';
    const missing = (selector: string): boolean => byPlace.test(selector) && !document.querySelector(selector);
    // A place that is not there yet could not be told any more once something was moved.
    guard(() => {
      isComplete ||= !changes.some((one) => missing(one.selector) || (one.kind === 'move' && missing(one.to)));
    });
    if (!isComplete) listen('DOMContentLoaded', stir);
    for (const one of moves) {
      found.set(one, (isComplete && guard(() => [...document.querySelectorAll(one.selector)])) || []);
      if (one.kind === 'move') targets.set(one, guard(() => document.querySelector(one.to)) ?? null);
    }
    return found;
  };
  makers.move = (element, change) => {
    const { to, place } = change;
    const known = targets.get(change);
    const target = known?.isConnected ? known : document.querySelector(to);
    if (!target || element.contains(target)) return undefined;
    const [where, first, next] = insertions[place];
    const kept = document.createComment('');
    element.replaceWith(kept);
    target.insertAdjacentElement(where, element);
    moved.add(element);
    return {
      holds() {
        let there = target[first];
        // Others that were moved to the same place stand between.
        while (there && there !== element && moved.has(there)) there = there[next];
        return kept.isConnected && there === element;
      },
      undo() {
        moved.delete(element);
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
