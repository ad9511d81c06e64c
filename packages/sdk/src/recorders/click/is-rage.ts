/** Three clicks within this time … */
const WITHIN_MS = 1000;

/** … and this distance are one outburst. */
const WITHIN_PX = 30;

const adjusting = 'input,select,textarea,video,audio,[role=grid],[role=slider],[role=spinbutton],[data-tt-no-rage]';

/** What people click fast on purpose: steppers, calendars, sliders, media, and going on or back through things. */
const repeated =
  /next|prev|plus|minus|incre|decre|step|quantity|qty|calendar|date|zoom|carousel|slide|page|التالي|السابق/i;

interface Place {
  x: number;
  y: number;
  at: number;
}

let last: Place | undefined;
let lastButOne: Place | undefined;

/** True for the click that completes an outburst; the next one begins anew. */
export const isRage = ({ clientX: x, clientY: y, timeStamp: at }: MouseEvent, target: Element): boolean => {
  if (target.closest(adjusting) || repeated.test(`${target.id} ${target.className} ${target.ariaLabel}`)) return false;
  const isNear = (one: Place | undefined) =>
    one && at - one.at < WITHIN_MS && Math.hypot(x - one.x, y - one.y) <= WITHIN_PX;
  const isOutburst = !!(isNear(last) && isNear(lastButOne));
  lastButOne = isOutburst ? undefined : last;
  last = isOutburst ? undefined : { x, y, at };
  return isOutburst;
};
