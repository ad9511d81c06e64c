import type { PropertiesOf } from '@telltale/protocol';
import { anchorOf } from '../../lib/anchor-of.ts';
import { closest } from '../../lib/closest.ts';

/** What people type into or choose from. */
export const field = 'input,select,textarea,[contenteditable]';

/** What people mean to click: the click belongs to it, not to the icon or the word inside. */
const actionable = `a,button,label,option,${field},summary,[onclick],[tabindex]:not([tabindex^="-"]),[role=button],[role=link],[role=tab],[role=option],[role=radio],[role^=menuitem]`;

/** Their reaction is the browser's own, on this page or by leaving it. */
const selfReacting = `a[href]:not([href^="#"]),label,option,${field},video,audio`;

const rounded = (value: number, most = 1e6) => Math.min(most, Math.max(0, Math.round(value || 0)));
const ratio = (value: number) => rounded(value * 1000, 1000) / 1000;

/** What a click is on, as it was when the visitor aimed at it. */
export interface Aim {
  target: Element;
  /** True when it need not show that something came of the click. */
  isReacting: boolean;
  /** What a click at a place is told as; keys and assistive technology have none, the middle of the element stands for it. */
  tell(event: MouseEvent): PropertiesOf<'click'>;
}

/** Looks at what was pressed: at the element that is meant by it. */
export const aimAt = (touched: Element): Aim => {
  const meant = closest(touched, actionable);
  const target = meant ?? touched;
  const { left, top, width, height } = target.getBoundingClientRect();
  const [leftPx, topPx, viewportWidthPx] = [left + scrollX, top + scrollY, innerWidth];
  const anchor = anchorOf(target);
  let isFixed = false;
  // Only positioned elements can keep their place while the page scrolls, and they are offset parents.
  for (let box: Element | null = target; box; box = (box as HTMLElement).offsetParent)
    isFixed ||= /fixed|sticky/.test(getComputedStyle(box).position);
  return {
    target,
    // What a closed shadow root shows is not ours to see.
    isReacting: !meant || /-/.test(touched.localName) || meant.matches(selfReacting),
    tell({ detail, pageX, pageY }) {
      const [x, y] = detail ? [pageX, pageY] : [leftPx + width / 2, topPx + height / 2];
      return {
        anchor,
        xRatio: ratio((x - leftPx) / width),
        yRatio: ratio((y - topPx) / height),
        pageXPx: rounded(x),
        pageYPx: rounded(y),
        viewportWidthPx,
        input: detail ? 'pointer' : 'keyboard',
        isFixed: isFixed || undefined,
      };
    },
  };
};
