/** Three clicks within this time … */
const WITHIN_MS = 1000;

/** … and this distance are one outburst. */
const WITHIN_PX = 30;

/** What people click fast on purpose: steppers, calendars, sliders, media, and going on or back through things. */
const repeated =
  /next|prev|plus|minus|incre|decre|step|quantity|qty|calendar|date|zoom|carousel|slide|page|التالي|السابق/i;

let clicks: { x: number; y: number; at: number }[] = [];

/** True for the click that completes an outburst; the next one begins anew. */
export const isRage = ({ clientX: x, clientY: y, timeStamp: at }: MouseEvent, target: Element): boolean => {
  const { id, className, ariaLabel } = target;
  if (
    target.closest('input,select,textarea,video,audio,[role=grid],[role=slider],[role=spinbutton],[data-tt-no-rage]') ||
    repeated.test(`${id} ${className} ${ariaLabel}`)
  )
    return false;
  clicks = [
    ...clicks.filter((one) => at - one.at < WITHIN_MS && Math.hypot(x - one.x, y - one.y) <= WITHIN_PX),
    { x, y, at },
  ];
  if (clicks.length < 3) return false;
  clicks = [];
  return true;
};
