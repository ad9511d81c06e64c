import { hear } from '../../lib/hear.ts';
import { checkoutAgeMs } from '../checkout-age.ts';
import { triggerPart } from '../trigger-part.ts';

/** Due when the visitor comes back and a checkout is open that was left long enough ago to count as abandoned. */
export const surveyCheckoutReturn = /* @__PURE__ */ triggerPart('checkout_return', ({ cutoffMs }, fire) => {
  hear('emitted', ({ kind }) => {
    if (kind === 'page_view' && checkoutAgeMs() >= cutoffMs) fire();
  });
});
