import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { newId } from '../../lib/new-id.ts';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';
import { watchElements } from '../../lib/watch-elements.ts';
import type { Recorder } from '../../recorder.ts';
import type { Money, StepDetails } from '../../telltale.ts';
import { watchFields } from './watch-fields.ts';

const ATTRIBUTE = 'data-tt-checkout';

/** A checkout that nobody touched for this long is lost; the next step begins another. */
const LOST_AFTER_MS = 30 * 86_400_000;

/** `19.90 EUR`, as it stands in `data-tt-checkout-value`. */
const moneyOf = (text: string | null): Money | undefined => {
  const [, amount, currency] = /^([\d.]+) ([A-Z]{3})$/.exec(text ?? '') ?? [];
  return amount && currency ? { amount, currency } : undefined;
};

/**
 * Follows attempts to buy: the steps reached, by `data-tt-checkout="step"` or by code, and what happened in each field. The
 * attempt goes on over pages and tabs until something is bought.
 */
export const checkout: Recorder = (emit: Emit) => {
  let reached = '';

  /** The open checkout, begun now when there is none. */
  const checkoutId = (): string => {
    const [known, at] = (readStored('k') ?? '').split(' ');
    const now = Date.now();
    const id = known && now - Number(at) < LOST_AFTER_MS ? known : newId();
    writeStored('k', `${id} ${now}`);
    return id;
  };

  const fields = watchFields(ATTRIBUTE, (field: Omit<PropertiesOf<'checkout_field'>, 'checkoutId'>, at) =>
    emit('checkout_field', { checkoutId: checkoutId(), ...field }, at),
  );

  const step = (name: string, details?: StepDetails): void => {
    const id = checkoutId();
    if (reached === id + name) return;
    reached = id + name;
    fields.settle();
    emit('checkout_step', { checkoutId: id, step: name, ...details });
  };

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      const stepNumber = Number(target.getAttribute(`${ATTRIBUTE}-number`)) || undefined;
      const value = moneyOf(target.getAttribute(`${ATTRIBUTE}-value`));
      step(target.getAttribute(ATTRIBUTE) ?? '', { ...(stepNumber && { stepNumber }), ...(value && { value }) });
    }
  });
  watchElements(ATTRIBUTE, (element) => {
    seen.unobserve(element);
    seen.observe(element);
  });

  return {
    checkout: { step, failure: fields.fail },
    purchase(order) {
      const [id] = (readStored('k') ?? '').split(' ');
      fields.settle();
      emit('purchase', { ...order, ...(id && { checkoutId: id }) });
      removeStored('k');
      reached = '';
    },
  };
};
