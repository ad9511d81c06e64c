import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { cutText } from '../../lib/cut-text.ts';
import { LOST_AFTER_MS } from '../../lib/lost-after.ts';
import { moneyOf } from '../../lib/money-of.ts';
import { newId } from '../../lib/new-id.ts';
import { page } from '../../lib/page.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { watchElements } from '../../lib/watch-elements.ts';
import type { Recorder } from '../../recorder.ts';
import { watchFields } from './watch-fields.ts';

const ATTRIBUTE = 'data-tt-checkout';

/**
 * Follows attempts to buy: the steps reached, by `data-tt-checkout="step"`, by the site's selectors or by code, and what
 * happened in each field. The attempt goes on over pages and tabs until something is bought.
 */
export const checkout: Recorder = (emit: Emit, { checkoutSteps }) => {
  const told = new Set<string>();
  let seen: IntersectionObserver | undefined;

  /** The last checkout, and whether it is open still. */
  const lastCheckout = (): [id: string, isOpen: boolean] => {
    const [id = '', openUntil] = (readStored('k') ?? '').split(' ');
    return [id, Number(openUntil) > Date.now()];
  };

  /** The open checkout, begun now when there is none. */
  const openCheckout = (): string => {
    const [known, isOpen] = lastCheckout();
    const id = isOpen ? known : newId();
    writeStored('k', `${id} ${Date.now() + LOST_AFTER_MS}`);
    return id;
  };

  /** The step that an element is in. */
  const stepOf = (inner: Element): string | undefined => {
    const [step] = stepsAround(inner);
    return step;
  };

  const [settle, failure] = watchFields(stepOf, (field, at) =>
    emit('checkout_field', { checkoutId: lastCheckout()[0] || openCheckout(), ...field }, at),
  );

  const stepNumberOf = (name: string): number | undefined => {
    for (const rule of checkoutSteps ?? []) if (rule.step === name) return rule.stepNumber;
    return undefined;
  };

  /** Tells a step: once, however often it is seen on one page view. */
  const step = (given: string, details?: Omit<PropertiesOf<'checkout_step'>, 'checkoutId' | 'step'>): void => {
    const name = cutText(given);
    const checkoutId = openCheckout();
    const key = page.id + checkoutId + name;
    if (told.has(key)) return;
    told.add(key);
    settle();
    emit('checkout_step', { ...details, checkoutId, step: name });
  };

  const stepsAround = watchElements(ATTRIBUTE, [checkoutSteps, ({ step }) => step], (element) => {
    seen ??= new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const shown = stepOf(target);
        if (isIntersecting && shown)
          step(shown, {
            stepNumber: Number(target.getAttribute(`${ATTRIBUTE}-number`)) || stepNumberOf(shown),
            value: moneyOf(target.getAttribute(`${ATTRIBUTE}-value`)),
          });
      }
    });
    // What is observed anew is told anew: it may be another step by now.
    seen.unobserve(element);
    seen.observe(element);
  });

  return {
    checkout: { step, failure },
    purchase(order) {
      settle();
      const [id, isOpen] = lastCheckout();
      emit('purchase', { ...order, ...(isOpen && { checkoutId: id }) });
      // Known still, so that what is typed in another tab after the purchase begins no other checkout.
      writeStored('k', `${id} 0`);
    },
  };
};
