import { closest } from '../../lib/closest.ts';
import { listen } from '../../lib/listen.ts';
import { targetOf } from '../../lib/target-of.ts';
import { triggerPart } from '../trigger-part.ts';

/** Due when a feature was used: clicked, by pointer or key, or changed. */
export const surveyFeature = /* @__PURE__ */ triggerPart('feature', ({ feature, selector }, fire) => {
  const use = (event: Event): void => {
    if (closest(targetOf(event), selector)) fire(feature);
  };
  listen('click', use);
  listen('change', use);
});
