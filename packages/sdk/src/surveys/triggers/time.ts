import { hear } from '../../lib/hear.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { listen } from '../../lib/listen.ts';
import { triggerPart } from '../trigger-part.ts';

/** Due after so long on a page; while nobody can see the page no time passes. */
export const surveyTime = /* @__PURE__ */ triggerPart('time', ({ ms }, fire) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leftMs = 0;
  let runsFrom = 0;
  const run = (): void => {
    if (timer) leftMs -= Date.now() - runsFrom;
    clearTimeout(timer);
    timer = undefined;
    if (isHidden() || leftMs < 0) return;
    runsFrom = Date.now();
    timer = setTimeout(() => {
      leftMs = -1;
      timer = undefined;
      fire();
    }, leftMs);
  };
  hear('emitted', ({ kind }) => {
    if (kind !== 'page_view') return;
    clearTimeout(timer);
    timer = undefined;
    leftMs = ms;
    run();
  });
  listen('visibilitychange', run);
});
