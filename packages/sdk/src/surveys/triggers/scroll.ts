import { hear } from '../../lib/hear.ts';
import { listen } from '../../lib/listen.ts';
import { page } from '../../lib/page.ts';
import { triggerPart } from '../trigger-part.ts';

/** Measured when scrolling has rested, and once a page has been laid out, so that reading a height costs no layout of its own. */
const RESTED_MS = 250;

/** Due when so much of a page's height was seen; a page that fits into the window is seen whole. */
export const surveyScroll = /* @__PURE__ */ triggerPart('scroll', ({ ratio }, fire) => {
  let doneOn = '';
  let isMeasuring = false;
  const measure = (): void => {
    isMeasuring = false;
    if (doneOn === page.id || (scrollY + innerHeight) / document.documentElement.scrollHeight < ratio) return;
    doneOn = page.id;
    fire();
  };
  const soon = (): void => {
    if (!isMeasuring) setTimeout(measure, RESTED_MS);
    isMeasuring = true;
  };
  listen('scroll', soon);
  hear('emitted', ({ kind }) => {
    if (kind === 'page_view') soon();
  });
});
