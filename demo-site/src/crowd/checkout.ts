import { type CheckoutStep, checkoutFields, checkoutSteps } from '../catalog.ts';
import type { Browsing } from './browsing.ts';
import { type Memory, orderValueOf } from './memory.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Recording } from './recording.ts';
import { answerSurvey, sayWhyLeft } from './survey.ts';

/** How likely an average person leaves at each step. */
const leaveProbability: Record<CheckoutStep, number> = { contact: 0.27, delivery: 0.23, payment: 0.21 };

/** How often a page can tell that it is about to be left: many just close it. */
const LEAVING_SEEN = 0.6;

/** Fields that cost people nerves: how likely they fail, and how often they are the last one touched. */
const painful: Partial<Record<string, { failure: number; isLast: number }>> = {
  phone: { failure: 0.16, isLast: 5 },
  'postal-code': { failure: 0.12, isLast: 4 },
  'card-number': { failure: 0.14, isLast: 5 },
};

const pageOf = { contact: 'checkout/', delivery: 'checkout/delivery/', payment: 'checkout/payment/' } as const;

/** Everything a checkout touches. */
export interface CheckoutScene {
  recording: Recording;
  browsing: Browsing;
  person: Person;
  memory: Memory;
  random: Random;
}

/** Fills a step's fields up to the last one touched; returns how many failures the person met. */
const fillFields = (step: CheckoutStep, isLeaving: boolean, { recording, memory, random }: CheckoutScene): number => {
  const fields: readonly string[] = checkoutFields[step];
  const last = isLeaving ? random.weighted(fields.map((field) => [field, painful[field]?.isLast ?? 1])) : fields.at(-1);
  let failureCount = 0;
  for (const field of fields) {
    const focusedMs = Math.round(random.around(field === 'card-number' ? 9000 : 4200, 0.5));
    const isLastOfLeaver = isLeaving && field === last;
    const failures = random.chance((painful[field]?.failure ?? 0.02) * (isLastOfLeaver ? 4 : 1))
      ? random.between(1, 2)
      : 0;
    recording.stay(focusedMs);
    failureCount += failures;
    recording.emit('checkout_field', {
      checkoutId: memory.checkoutId,
      step,
      field,
      focusedMs,
      refills: failures + (random.chance(0.08) ? 1 : 0),
      failures,
      ...(!isLeaving && random.chance(0.25) && { isAutofilled: true }),
    });
    if (field === last) break;
  }
  return failureCount;
};

/** Goes through the checkout from the first step on; returns whether the person bought. */
export const tryToBuy = (scene: CheckoutScene): boolean => {
  const { recording, browsing, person, memory, random } = scene;
  // Who comes back to an open checkout means it.
  const resolve = memory.isCheckoutOpen ? 0.45 : 1;
  if (!memory.isCheckoutOpen) memory.checkoutId = random.id();
  memory.isCheckoutOpen = true;
  for (const [index, step] of checkoutSteps.entries()) {
    const isLeaving = random.chance(
      leaveProbability[step] * resolve * (1.5 - person.intent) * (0.7 + 0.3 * person.slowness),
    );
    let failureCount = 0;
    browsing.view(pageOf[step], 9000, () => {
      recording.emit('checkout_step', {
        checkoutId: memory.checkoutId,
        step,
        stepNumber: index + 1,
        value: orderValueOf(memory, person),
      });
      failureCount = fillFields(step, isLeaving, scene);
      if (!isLeaving) browsing.click('continue');
      else if (!memory.isAskedWhyLeft && random.chance(LEAVING_SEEN)) sayWhyLeft(step, failureCount, scene);
    });
    memory.frictionCount += failureCount;
    if (isLeaving) return false;
  }
  browsing.view('thank-you/', 12_000, () => buy(scene));
  return true;
};

const buy = (scene: CheckoutScene): void => {
  const { recording, person, memory, random } = scene;
  recording.emit('purchase', {
    orderId: `RS-${random.id().slice(0, 8).toUpperCase()}`,
    value: orderValueOf(memory, person),
    items: memory.cart.length,
    checkoutId: memory.checkoutId,
    ...(memory.coupon && { coupon: memory.coupon }),
  });
  memory.orderCount++;
  memory.cart = [];
  memory.coupon = undefined;
  memory.isCheckoutOpen = false;
  recording.becomeCustomer();
  recording.emit('identify', {
    customerId: person.customerId,
    traits: { country: person.place.country, newsletter: person.isSubscriber, orders: memory.orderCount },
  });
  if (!memory.isSurveyed) answerSurvey(scene);
};
