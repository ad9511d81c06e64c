import { hear } from '../../lib/hear.ts';
import { page } from '../../lib/page.ts';
import { checkoutAgeMs } from '../checkout-age.ts';
import { triggerPart } from '../trigger-part.ts';
import { whenLeaving } from '../when-leaving.ts';

/** A page has shown by then whether it is a part of the checkout. */
const SHOWN_AFTER_MS = 3000;

/** Due when a checkout is open that was active a moment ago, and the visitor is on a page without one, or about to leave it. */
export const surveyCheckoutLeft = /* @__PURE__ */ triggerPart('checkout_left', ({ cutoffMs }, fire) => {
  let stepOn = '';
  const leave = (): void => {
    if (checkoutAgeMs() < cutoffMs) fire();
  };
  hear('emitted', ({ kind }) => {
    const { id } = page;
    if (kind === 'checkout_step') stepOn = id;
    if (kind === 'page_view')
      setTimeout(() => {
        // A step further down the page was not seen yet.
        if (id === page.id && stepOn !== id && !document.querySelector('[data-tt-checkout]')) leave();
      }, SHOWN_AFTER_MS);
  });
  whenLeaving(() => {
    if (stepOn === page.id) leave();
  });
});
