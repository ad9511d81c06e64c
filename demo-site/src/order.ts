import { type Currency, coupons, deliveryMethods } from './catalog.ts';

/** A way of delivery, by its name. */
export type DeliveryMethod = (typeof deliveryMethods)[number]['id'];

/** What an order costs, in the currency's main unit. */
export interface OrderSums {
  goods: number;
  /** What the coupon takes off; 0 without one. */
  discount: number;
  delivery: number;
  total: number;
}

/** Reckons an order: goods less coupon, plus delivery unless the goods reach the threshold of free delivery. */
export const orderSums = ({
  goods,
  coupon,
  method,
  currency,
}: {
  goods: number;
  coupon: string | undefined;
  method: DeliveryMethod;
  currency: Currency;
}): OrderSums => {
  const discount = Math.round(goods * (coupons[coupon ?? ''] ?? 0) * 100) / 100;
  const { cost, freeFrom } = deliveryMethods.find(({ id }) => id === method) ?? deliveryMethods[0];
  const isFree = goods === 0 || (freeFrom !== undefined && goods - discount >= freeFrom[currency]);
  const delivery = isFree ? 0 : cost[currency];
  return { goods, discount, delivery, total: goods - discount + delivery };
};
