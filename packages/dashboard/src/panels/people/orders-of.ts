import type { TimelineEvent } from '@telltale/query';

/** One order of a person. */
export interface Order {
  orderId: string;
  /** Epoch ms; null where only its refund is told. */
  boughtAt: number | null;
  value: TimelineEvent['value'];
  items: number | null;
  coupon: string;
  /** Epoch ms; null where it was kept. */
  refundedAt: number | null;
  /** Null where nothing was given back, or nobody said how much. */
  refunded: TimelineEvent['value'];
}

const orderOf = (orderId: string): Order => ({
  orderId,
  boughtAt: null,
  value: null,
  items: null,
  coupon: '',
  refundedAt: null,
  refunded: null,
});

/**
 * The orders that purchases and refunds tell, the latest first by when they were bought, or given back where only that is known. The
 * events come the latest first. An order that was told twice is one, and so is its refund: what was told first counts.
 */
export const ordersOf = (events: readonly TimelineEvent[]): Order[] => {
  const orders = new Map<string, Order>();
  for (const { kind, time, value, dimensions, measures } of events) {
    const { orderId = '', coupon = '' } = dimensions;
    const order = orders.get(orderId) ?? orderOf(orderId);
    orders.set(
      orderId,
      kind === 'refund'
        ? { ...order, refundedAt: time, refunded: value }
        : { ...order, boughtAt: time, value, items: measures.items ?? null, coupon },
    );
  }
  const at = ({ boughtAt, refundedAt }: Order) => boughtAt ?? refundedAt ?? 0;
  return [...orders.values()].sort((one, other) => at(other) - at(one));
};
