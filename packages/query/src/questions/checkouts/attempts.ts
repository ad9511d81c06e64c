import { CustomerAttempts } from './customer-attempts.ts';
import { type CheckoutEvent, EVENT, type VisitorEvents } from './events.ts';
import { OpenAttempts } from './open-attempts.ts';

/** One attempt to buy, with all that is known of it. */
export interface Attempt {
  checkoutId: string;
  visitorId: string;
  /** Its own events, in the order of emission. */
  own: CheckoutEvent[];
  /** What its visitor answered to surveys since it began and before they began another one. */
  answers: CheckoutEvent[];
  /** All that its visitor did. */
  visitor: readonly CheckoutEvent[];
  /** What completed it. */
  purchase: { time: number; orderId: string } | undefined;
}

/** A purchase, with whose it is. */
interface Purchase {
  visitorId: string;
  event: CheckoutEvent;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Finds the attempts to buy, and the purchase that completed each. A purchase completes one attempt: that of its checkout id, else the
 * last one that its visitor had begun, else the last one of a visitor who was the same customer meanwhile — on another device, or told
 * by the site's own server. An attempt is completed by the first purchase that comes to it.
 */
export const findAttempts = (visitors: Iterable<VisitorEvents>): Attempt[] => {
  const attempts: Attempt[] = [];
  const namesakes = new Map<string, Attempt[]>();
  const byVisitor = new Map<string, OpenAttempts>();
  const byCustomer = new Map<string, CustomerAttempts>();
  const purchases: Purchase[] = [];

  for (const { visitorId, events } of visitors) {
    const own = new Map<string, Attempt>();
    let begunLast: Attempt | undefined;
    for (const event of events) {
      if (event.what === EVENT.purchase) purchases.push({ visitorId, event });
      if (event.what === EVENT.answer) begunLast?.answers.push(event);
      if (event.what !== EVENT.step && event.what !== EVENT.field) continue;
      const [checkoutId = ''] = event.texts;
      const known = own.get(checkoutId);
      if (known) {
        known.own.push(event);
        continue;
      }
      begunLast = { checkoutId, visitorId, own: [event], answers: [], visitor: events, purchase: undefined };
      own.set(checkoutId, begunLast);
    }
    if (own.size === 0) continue;
    const ofVisitor = new OpenAttempts([...own.values()]);
    byVisitor.set(visitorId, ofVisitor);
    for (const [checkoutId, attempt] of own) {
      attempts.push(attempt);
      const known = namesakes.get(checkoutId);
      if (known) known.push(attempt);
      else namesakes.set(checkoutId, [attempt]);
    }
    for (const { customerId, time } of events) {
      if (customerId === '') continue;
      const ofCustomer = byCustomer.get(customerId) ?? new CustomerAttempts();
      byCustomer.set(customerId, ofCustomer);
      ofCustomer.add({ time, attempts: ofVisitor });
    }
  }
  const byCheckout = new Map([...namesakes].map(([checkoutId, some]) => [checkoutId, new OpenAttempts(some)]));

  const attemptOf = ({ visitorId, event: { time, texts, customerId } }: Purchase): Attempt | undefined => {
    const [checkoutId = ''] = texts;
    const named = checkoutId === '' ? undefined : byCheckout.get(checkoutId);
    if (named?.hasBegun(time)) return named.latest(time);
    return byVisitor.get(visitorId)?.latest(time) ?? byCustomer.get(customerId)?.latest(time);
  };

  const inOrder = purchases.toSorted(
    (a, b) =>
      a.event.time - b.event.time ||
      compareText(a.visitorId, b.visitorId) ||
      compareText(a.event.eventId, b.event.eventId),
  );
  for (const purchase of inOrder) {
    const attempt = attemptOf(purchase);
    if (attempt) attempt.purchase = { time: purchase.event.time, orderId: purchase.event.texts[1] ?? '' };
  }
  return attempts;
};
