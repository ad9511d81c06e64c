import { closest } from '../../lib/closest.ts';

/** Three clicks within this time … */
const WITHIN_MS = 1000;

/** … and this distance are one outburst. */
const WITHIN_PX = 30;

/** Where people click fast on purpose: to set a value, a date, a place in a film. */
const adjusting =
  'input,select,video,audio,[role=grid],[role=slider],[role=spinbutton],[class*=calendar],[class*=picker],[class*=carousel],[class*=player]';

/** And on what goes on or back, up or down, by its id, classes, label, or by a sign that is no word. */
const repeated = /next|prev|plus|minus|crement|step|quantity|qty|zoom|التالي|السابق| \W$/i;

const burst = new Set<MouseEvent>();

/** True for the click that completes an outburst; the next one begins anew. */
export const isRage = (event: MouseEvent, target: Element): boolean => {
  for (const one of burst)
    if (
      event.timeStamp - one.timeStamp > WITHIN_MS ||
      Math.hypot(event.clientX - one.clientX, event.clientY - one.clientY) > WITHIN_PX
    )
      burst.delete(one);
  if (!event.detail || burst.add(event).size < 3) return false;
  burst.clear();
  return !(
    closest(target, adjusting) ||
    repeated.test(`${target.id} ${target.getAttribute('class')} ${target.ariaLabel} ${target.textContent.trim()}`)
  );
};
