import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { anchorOf } from '../../lib/anchor-of.ts';
import { closest } from '../../lib/closest.ts';
import { listen } from '../../lib/listen.ts';
import { onPageSettled } from '../../lib/page.ts';
import { targetOf } from '../../lib/target-of.ts';
import type { Recorder } from '../../recorder.ts';
import { isRage } from './is-rage.ts';
import { watchReactions } from './watch-reactions.ts';

/** What people mean to click: the click belongs to it, not to the icon or the word inside. */
const actionable =
  'a,button,input,select,textarea,label,summary,option,[onclick],[tabindex],[contenteditable]' +
  ',[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=switch],[role=radio]';

/** Their reaction is the browser's own, on this page or by leaving it. */
const selfReacting = 'a[href]:not([href^="#"]),input,select,textarea,label,option,video,audio,[contenteditable]';

/** An error this soon after a click is its doing; a promise needs a moment to be rejected. */
const ERROR_WITHIN_MS = 100;

/** Nothing happened for this long: the click was dead. */
const DEAD_AFTER_MS = 2500;

interface PendingClick {
  properties: PropertiesOf<'click'>;
  at: number;
  isReacted: boolean;
}

const rounded = (ratio: number) => Number(Math.min(1, Math.max(0, ratio || 0)).toFixed(3));
const px = (length: number) => Math.max(0, Math.round(length));

/** Whether the element keeps its place while the page scrolls. Only positioned elements can, and they are offset parents. */
const isFixed = (target: Element): boolean => {
  for (let box: Element | null = target; box && box !== document.body; box = (box as HTMLElement).offsetParent ?? null)
    if (/fixed|sticky/.test(getComputedStyle(box).position)) return true;
  return false;
};

/** Records clicks: on which element, where inside it, and what became of them: rage, dead, error. */
export const click: Recorder = (emit: Emit, { collectUrl }) => {
  const pending = new Set<PendingClick>();
  let last: { touched?: EventTarget; timeStamp?: number } = {};

  const finish = (one: PendingClick): void => {
    if (!pending.delete(one)) return;
    emit('click', one.properties, one.at);
    if (!pending.size) reactions.stop();
  };

  const reactions = watchReactions(collectUrl, (isError) => {
    for (const one of pending) {
      if (isError && Date.now() - one.at < ERROR_WITHIN_MS) one.properties.reaction = 'error';
      one.isReacted = true;
      if (Date.now() - one.at >= ERROR_WITHIN_MS) finish(one);
    }
  });

  listen('click', (event) => {
    const { timeStamp } = event;
    const touched = targetOf(event);
    // A label's click is followed by one on its control, in the same moment: the visitor clicked once.
    if (!touched || (timeStamp === last.timeStamp && touched !== last.touched)) return;
    last = { touched, timeStamp };
    if (closest(touched, '[data-tt-ignore]')) return;
    const meant = closest(touched, actionable);
    const target = meant ?? touched;
    const { left, top, width, height } = target.getBoundingClientRect();
    // Keys and assistive technology click without a place: the middle of the element stands for it.
    const isPointer = event.detail > 0;
    const x = isPointer ? event.clientX : left + width / 2;
    const y = isPointer ? event.clientY : top + height / 2;
    const text = target.closest('[data-tt-text]') && (target.ariaLabel ?? target.textContent).trim().slice(0, 120);
    const one: PendingClick = {
      properties: {
        anchor: anchorOf(target),
        xRatio: rounded((x - left) / width),
        yRatio: rounded((y - top) / height),
        pageXPx: px(x + scrollX),
        pageYPx: px(y + scrollY),
        viewportWidthPx: innerWidth,
        input: isPointer ? 'pointer' : 'keyboard',
        ...(isFixed(target) && { isFixed: true }),
        ...(text && { text }),
      },
      at: Date.now(),
      isReacted: !meant || meant.matches(selfReacting),
    };
    if (isPointer && isRage(event, target)) one.properties.reaction = 'rage';
    pending.add(one);
    reactions.start();
    setTimeout(() => {
      if (one.isReacted) finish(one);
      else
        setTimeout(() => {
          one.properties.reaction ??= 'dead';
          finish(one);
        }, DEAD_AFTER_MS - ERROR_WITHIN_MS);
    }, ERROR_WITHIN_MS);
  });

  onPageSettled(() => {
    for (const one of pending) finish(one);
  });
  return undefined;
};
