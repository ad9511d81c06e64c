import { listen } from '../lib/listen.ts';

/** A finger that takes a page up this fast, in px per ms, is after the browser's own bar. */
const FLICK_PX_PER_MS = 1.5;

/** … and by this much of the window's height. */
const FLICK_RATIO = 0.5;

/** A pause this long ends a movement. */
const PAUSE_MS = 120;

/** Calls `leave` when the visitor seems about to leave: a mouse goes out at the top of the window, or a finger flicks the page up. */
export const whenLeaving = (leave: () => void): void => {
  listen('pointerout', ({ relatedTarget, clientY, pointerType }) => {
    if (!relatedTarget && clientY <= 0 && pointerType === 'mouse') leave();
  });
  if (!matchMedia('(pointer:coarse)').matches) return;
  let fromY = scrollY;
  let lastY = fromY;
  let fromAt = 0;
  let lastAt = 0;
  listen('scroll', ({ timeStamp }) => {
    if (timeStamp - lastAt > PAUSE_MS || scrollY > lastY) {
      fromY = lastY = Math.max(scrollY, lastY);
      fromAt = lastAt || timeStamp;
    }
    lastY = scrollY;
    lastAt = timeStamp;
    const wayPx = fromY - lastY;
    if (wayPx > innerHeight * FLICK_RATIO && wayPx > FLICK_PX_PER_MS * (timeStamp - fromAt)) leave();
  });
};
