import type { TimelineEvent } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { ordersOf } from './orders-of.ts';

const event = (kind: string, orderId: string, told: Partial<TimelineEvent>): TimelineEvent => ({
  time: 0,
  kind,
  object: '',
  path: '',
  visitorId: '00000000000000a1',
  sessionId: '00000000000000b1',
  customerId: '',
  channel: '',
  source: '',
  device: '',
  browser: '',
  country: '',
  dimensions: { orderId },
  measures: {},
  value: null,
  ...told,
});
const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe("a person's orders", () => {
  it('are the latest first, each once however often it was told, with what was told first', () => {
    const orders = ordersOf([
      // Told last, but bought first.
      event('purchase', 'o1', { time: 40, value: euros('99'), measures: { items: 9 } }),
      event('purchase', 'o2', { time: 30, value: euros('7'), dimensions: { orderId: 'o2', coupon: 'MAY' } }),
      event('purchase', 'o1', { time: 10, value: euros('5'), measures: { items: 2 } }),
    ]);
    expect(orders).toMatchObject([
      { orderId: 'o2', boughtAt: 30, value: euros('7'), items: null, coupon: 'MAY', refundedAt: null },
      { orderId: 'o1', boughtAt: 10, value: euros('5'), items: 2, coupon: '', refundedAt: null },
    ]);
  });

  it('say what was given back, also where the purchase is not known', () => {
    const orders = ordersOf([
      event('refund', 'o1', { time: 40, value: euros('5') }),
      event('refund', 'old', { time: 35 }),
      event('purchase', 'o1', { time: 10, value: euros('5') }),
    ]);
    expect(orders).toMatchObject([
      { orderId: 'old', boughtAt: null, value: null, refundedAt: 35, refunded: null },
      { orderId: 'o1', boughtAt: 10, refundedAt: 40, refunded: euros('5') },
    ]);
  });
});
