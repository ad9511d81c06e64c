import { describe, expect, it } from 'vitest';
import { findAttempts } from './attempts.ts';
import { type CheckoutEvent, EVENT, type VisitorEvents } from './events.ts';
import { createJudge } from './judge.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let eventId = 0;
const event = (minute: number, what: keyof typeof EVENT, texts: string[] = [], customerId = ''): CheckoutEvent => ({
  time: minute * MINUTE,
  eventId: String(++eventId).padStart(16, '0'),
  what: EVENT[what],
  passes: true,
  customerId,
  texts,
  numbers: what === 'step' ? [-1] : what === 'field' ? [100, 0, 0] : [],
});
const step = (minute: number, name: string, { checkout = 'k', amount = '', currency = '', customer = '' } = {}) =>
  event(minute, 'step', [checkout, name, amount, currency, ''], customer);
const sees = (minute: number, customer = '') => event(minute, 'activity', [], customer);
const buys = (minute: number, { checkout = '', order = 'o', customer = '' } = {}) =>
  event(minute, 'purchase', [checkout, order], customer);
const visitor = (visitorId: string, ...events: CheckoutEvent[]): VisitorEvents => ({ visitorId, events });

const judgedWhole = (at: number, ...visitors: VisitorEvents[]) =>
  findAttempts(visitors).map(
    createJudge({
      range: { startAt: 0, endAt: DAY },
      at,
      cutoffMs: 30 * MINUTE,
      pendingSteps: new Set(['payment_pending']),
    }),
  );
const judged = (at: number, ...visitors: VisitorEvents[]) =>
  judgedWhole(at, ...visitors).map(({ checkout }) => checkout);
const statesAt = (at: number, ...visitors: VisitorEvents[]) => judged(at, ...visitors).map(({ state }) => state);

describe('a checkout', () => {
  it('is open while its visitor does anything, and abandoned from the cut-off on', () => {
    const ada = visitor('a', step(0, 'delivery'), sees(20));
    expect(statesAt(49 * MINUTE, ada)).toEqual(['open']);
    expect(statesAt(50 * MINUTE, ada)).toEqual(['abandoned']);
  });

  it('is open again when its visitor comes back, for it is activity that counts', () => {
    expect(statesAt(100 * MINUTE, visitor('a', step(0, 'delivery'), sees(90)))).toEqual(['open']);
  });

  it('is completed by a purchase in time, and recovered by one after it was abandoned', () => {
    expect(statesAt(DAY, visitor('a', step(0, 'delivery'), sees(20), buys(45)))).toEqual(['completed']);
    expect(statesAt(DAY, visitor('a', step(0, 'delivery'), buys(45)))).toEqual(['recovered']);
    expect(statesAt(DAY, visitor('a', step(0, 'delivery'), sees(40), buys(45)))).toEqual(['recovered']);
  });

  it('is not abandoned while a payment is pending, but lost after 30 days without an event of its own', () => {
    const ada = visitor('a', step(0, 'delivery'), step(1, 'payment_pending'));
    expect(statesAt(DAY, ada)).toEqual(['open']);
    expect(statesAt(MINUTE + 30 * DAY, ada)).toEqual(['lost']);
    const bob = visitor('b', step(0, 'delivery'), sees((30 * DAY) / MINUTE - 1));
    expect(statesAt(30 * DAY, bob)).toEqual(['lost']);
  });

  it('is completed from another device when the customer is the same by then, and not by a stranger', () => {
    const phone = visitor('a', step(0, 'delivery', { customer: 'c1' }), sees(10, 'c1'));
    expect(judged(DAY, phone, visitor('b', buys(20, { order: 'o1', customer: 'c1' })))).toMatchObject([
      { state: 'completed', orderId: 'o1', completedAt: 20 * MINUTE, customerId: 'c1' },
    ]);
    expect(statesAt(DAY, phone, visitor('b', buys(20, { customer: 'c2' })))).toEqual(['abandoned']);
    const later = visitor('a', step(0, 'delivery'), sees(25, 'c1'));
    expect(statesAt(DAY, later, visitor('b', buys(20, { customer: 'c1' })))).toEqual(['abandoned']);
  });

  it("is completed by its own id, told by the site's server, before its visitor's other checkouts", () => {
    const ada = visitor('a', step(0, 'delivery', { checkout: 'k1' }), step(5, 'delivery', { checkout: 'k2' }));
    const server = visitor('s', buys(10, { checkout: 'k1', order: 'o1' }));
    expect(judged(DAY, ada, server)).toMatchObject([
      { checkoutId: 'k1', state: 'completed', orderId: 'o1' },
      { checkoutId: 'k2', state: 'abandoned', orderId: null },
    ]);
  });

  it('is completed once: a second order of the same checkout completes no other', () => {
    const ada = visitor('a', step(0, 'delivery', { checkout: 'k1' }), step(5, 'delivery', { checkout: 'k2' }));
    const server = visitor('s', buys(10, { checkout: 'k1' }), buys(11, { checkout: 'k1', order: 'o2' }));
    expect(statesAt(DAY, ada, server)).toEqual(['completed', 'abandoned']);
  });

  it('keeps the last cart value that was told, and the last step and field', () => {
    const ada = visitor(
      'a',
      step(0, 'cart', { amount: '19.9', currency: 'EUR' }),
      event(1, 'field', ['k', 'delivery', 'email', '']),
      step(2, 'payment'),
      event(3, 'field', ['k', 'payment', 'card', '']),
    );
    expect(judged(DAY, ada)).toMatchObject([
      { lastStep: 'payment', lastField: 'card', value: { amount: '19.9000', currency: 'EUR' } },
    ]);
  });

  it('of another device goes to the last one of whichever visitor was the customer by then', () => {
    const phone = visitor(
      'a',
      step(0, 'delivery', { checkout: 'k1' }),
      sees(5, 'c'),
      step(8, 'delivery', { checkout: 'k2' }),
    );
    const tablet = visitor('b', step(1, 'delivery', { checkout: 'k3', customer: 'c' }), sees(9, 'd'));
    const server = visitor('s', buys(10, { customer: 'c', order: 'o1' }), buys(11, { customer: 'c', order: 'o2' }));
    expect(judged(DAY, phone, tablet, server)).toMatchObject([
      { checkoutId: 'k1', orderId: 'o2' },
      { checkoutId: 'k2', orderId: null },
      { checkoutId: 'k3', orderId: 'o1' },
    ]);
    const later = visitor('a', ...phone.events, sees(11, 'c'));
    expect(judged(DAY, later, tablet, server)).toMatchObject([{ orderId: null }, { orderId: 'o2' }, { orderId: 'o1' }]);
  });

  it('knows what its visitor answered before they were away for the cut-off or began another', () => {
    const answers = (minute: number, answer: string) => event(minute, 'answer', ['exit', 'why', answer]);
    const ada = visitor(
      'a',
      answers(0, 'before'),
      step(1, 'delivery', { checkout: 'k1' }),
      answers(2, 'too slow'),
      step(3, 'delivery', { checkout: 'k2' }),
      answers(32, 'too dear'),
      answers(70, 'hello again'),
    );
    const told = judgedWhole(DAY, ada).map(({ answers }) => answers.map(({ texts }) => texts[2]));
    expect(told).toEqual([['too slow'], ['too dear']]);
  });

  it('is one of 30,000 of the same visitor, who buys after each one, or all at the end and elsewhere', () => {
    const many = Array.from({ length: 30_000 }, (_, nth) => nth);
    const begun = many.map((nth) => step(2 * nth, 'delivery', { checkout: `k${nth}`, customer: 'c' }));
    const oneByOne = begun.flatMap((started, nth) => [started, buys(2 * nth + 1)]);
    const atTheEnd = many.map((nth) => buys(200_000 + nth, { customer: 'c' }));
    const isBought = ({ completedAt }: { completedAt: number | null }) => completedAt !== null;
    expect(judged(DAY, visitor('a', ...oneByOne)).filter(isBought)).toHaveLength(30_000);
    expect(judged(DAY, visitor('a', ...begun), visitor('s', ...atTheEnd)).filter(isBought)).toHaveLength(30_000);
    // What takes the square of it takes minutes; a busy machine takes seconds.
  }, 60_000);
});
