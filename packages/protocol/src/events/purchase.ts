import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, money, nameDimension } from '../property.ts';

/** An order. The same `orderId` from browser and server counts once. */
export const purchase = defineEventKind({
  kind: 'purchase',
  title: 'Purchase',
  object: 'none',
  countsOnceBy: 'orderId',
  properties: z.strictObject({
    orderId: nameDimension('Order'),
    value: money('Order value'),
    items: count('Items').optional(),
    checkoutId: nameDimension('Checkout').optional(),
    coupon: nameDimension('Coupon').optional(),
  }),
});
