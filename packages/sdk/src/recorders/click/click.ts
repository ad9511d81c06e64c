import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { closest } from '../../lib/closest.ts';
import { cutText } from '../../lib/cut-text.ts';
import { guard } from '../../lib/guard.ts';
import { hear } from '../../lib/hear.ts';
import { later } from '../../lib/later.ts';
import { listen } from '../../lib/listen.ts';
import { marked } from '../../lib/marked.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import { targetOf } from '../../lib/target-of.ts';
import type { Recorder } from '../../recorder.ts';
import { type Aim, aimAt, field } from './aim-at.ts';
import { isRage } from './is-rage.ts';
import { watchReactions } from './watch-reactions.ts';

/** An error this soon after a click is its doing; a promise needs a moment to be rejected. */
const ERROR_WITHIN_MS = 100;

/** Nothing happened for this long: the click was dead. */
const DEAD_AFTER_MS = 2500;

/** More than a hand can do at once; a script that clicks on and on costs the page nothing, and pushes out no other event. */
const MAX_PENDING = 100;

interface PendingClick {
  event: MouseEvent;
  aim: Aim;
  at: number;
  isReacted: boolean;
  reaction?: PropertiesOf<'click'>['reaction'];
}

/** Records clicks: on which element, where inside it, and what became of them: rage, dead, error. */
export const click: Recorder = later((emit: Emit, { collectUrl }) => {
  const masked = `${field},${marked.masked}`;
  const pending = new Set<PendingClick>();
  // What was pressed or clicked since there was nothing to tell: a click needs not look again.
  const aims = new Map<Element, Aim>();
  const [watch, unwatch] = watchReactions(collectUrl, pending);
  let latest: PendingClick | undefined;
  let isPressed = false;
  // No click's: the first one's may be zero, where the page's clock is stopped or coarse.
  let stamp = -1;

  const aim = (touched: Element | undefined): Aim | undefined => {
    if (!touched || closest(touched, marked.ignored)) return undefined;
    const one = aimAt(touched);
    aims.set(touched, one);
    return one;
  };

  const tell = (isLeaving?: boolean): void => {
    const now = Date.now();
    for (const one of pending) {
      const { event, aim, at, isReacted } = one;
      const isDead = !isReacted && now - at >= DEAD_AFTER_MS;
      if (!(isLeaving || isDead || (isReacted && now - at >= ERROR_WITHIN_MS))) continue;
      pending.delete(one);
      const { target } = aim;
      const text =
        closest(target, marked.spoken) &&
        !closest(target, masked) &&
        !target.querySelector(masked) &&
        cutText(scrubText((target.ariaLabel ?? target.textContent).trim()));
      const reaction = one.reaction ?? (isDead ? 'dead' : undefined);
      emit('click', { ...aim.tell(event), reaction, text: text || undefined }, at);
    }
    if (pending.size) setTimeout(guard, ERROR_WITHIN_MS, tell);
    else {
      // Where something is pressed right now was looked at while that cost nothing.
      if (!isPressed) aims.clear();
      unwatch();
    }
  };

  // The browser has just laid out the page to find what is pressed: asking where it is costs nothing now.
  listen('pointerdown', (event) => {
    // Presses that became no click, as when a finger scrolls.
    if (!pending.size) aims.clear();
    isPressed = true;
    aim(targetOf(event));
  });

  listen('click', (event) => {
    isPressed = false;
    if (pending.size >= MAX_PENDING) return;
    const touched = targetOf(event) as Element;
    const known = aims.get(touched) ?? aim(touched);
    // A label's click is followed by one on its control, in the same moment: the visitor clicked once.
    if (!known || (event.timeStamp === stamp && known.target !== latest?.aim.target)) return;
    stamp = event.timeStamp;
    latest = { event, aim: known, at: Date.now(), isReacted: known.isReacting };
    if (isRage(event, known.target)) latest.reaction = 'rage';
    if (!known.isReacting) watch(touched);
    if (!pending.size) setTimeout(guard, ERROR_WITHIN_MS, tell);
    pending.add(latest);
  });

  listen('error unhandledrejection', ({ target }) => {
    // A picture that does not load is no fault of the click.
    if (target === window && latest && Date.now() - latest.at < ERROR_WITHIN_MS) latest.reaction = 'error';
  });
  hear('settled', () => tell(true));
  return undefined;
});
