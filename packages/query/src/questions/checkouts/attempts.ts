import { type CheckoutEvent, EVENT, type VisitorEvents } from './events.ts';

/** One attempt to buy, with all that is known of it. */
export interface Attempt {
  checkoutId: string;
  visitorId: string;
  /** Its own events, in the order of emission. */
  own: CheckoutEvent[];
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

const startOf = ({ own }: Attempt): number => own[0]?.time ?? 0;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isLater = (a: Attempt, b: Attempt): boolean =>
  (startOf(a) - startOf(b) ||
    compareText(a.visitorId, b.visitorId) ||
    compareText(a.own[0]?.eventId ?? '', b.own[0]?.eventId ?? '')) > 0;

const latest = (attempts: readonly Attempt[]): Attempt | undefined =>
  attempts.reduce<Attempt | undefined>((best, attempt) => (best && isLater(best, attempt) ? best : attempt), undefined);

/** True when the visitor's events name the customer between the attempt's beginning and a moment. */
const isOfCustomer = (attempt: Attempt, customerId: string, until: number): boolean =>
  attempt.visitor.some(
    (event) => event.customerId === customerId && event.time >= startOf(attempt) && event.time <= until,
  );

const add = <Key>(index: Map<Key, Attempt[]>, key: Key, attempt: Attempt) => {
  const known = index.get(key);
  if (known) known.push(attempt);
  else index.set(key, [attempt]);
};

/**
 * Finds the attempts to buy, and the purchase that completed each. A purchase completes one attempt: that of its checkout id, else the
 * last one that its visitor had begun, else the last one of a visitor who was the same customer meanwhile — on another device, or told
 * by the site's own server. An attempt is completed by the first purchase that comes to it.
 */
export const findAttempts = (visitors: Iterable<VisitorEvents>): Attempt[] => {
  const attempts: Attempt[] = [];
  const byCheckout = new Map<string, Attempt[]>();
  const byVisitor = new Map<string, Attempt[]>();
  const byCustomer = new Map<string, Attempt[]>();
  const purchases: Purchase[] = [];

  for (const { visitorId, events } of visitors) {
    const own = new Map<string, Attempt>();
    for (const event of events) {
      if (event.what === EVENT.purchase) purchases.push({ visitorId, event });
      if (event.what !== EVENT.step && event.what !== EVENT.field) continue;
      const [checkoutId = ''] = event.texts;
      const known = own.get(checkoutId);
      if (known) known.own.push(event);
      else own.set(checkoutId, { checkoutId, visitorId, own: [event], visitor: events, purchase: undefined });
    }
    if (own.size === 0) continue;
    const customers = new Set(events.map(({ customerId }) => customerId).filter(Boolean));
    for (const attempt of own.values()) {
      attempts.push(attempt);
      add(byCheckout, attempt.checkoutId, attempt);
      add(byVisitor, visitorId, attempt);
      for (const customerId of customers) add(byCustomer, customerId, attempt);
    }
  }

  const attemptOf = ({ visitorId, event: { time, texts, customerId } }: Purchase): Attempt | undefined => {
    const begun = (found: readonly Attempt[] = []) => found.filter((attempt) => startOf(attempt) <= time);
    const open = (found: readonly Attempt[]) => found.filter(({ purchase }) => purchase === undefined);
    const [checkoutId = ''] = texts;
    const named = checkoutId === '' ? [] : begun(byCheckout.get(checkoutId));
    if (named.length > 0) return latest(open(named));
    const ofVisitor = open(begun(byVisitor.get(visitorId)));
    if (ofVisitor.length > 0 || customerId === '') return latest(ofVisitor);
    return latest(open(begun(byCustomer.get(customerId))).filter((attempt) => isOfCustomer(attempt, customerId, time)));
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
