import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, money, nameDimension } from '../property.ts';

/** Something was put into the cart. `value` is what was added, not the cart's value. */
export const cartAdd = defineEventKind({
  kind: 'cart_add',
  title: 'Added to cart',
  object: { property: 'product' },
  properties: z.strictObject({
    product: nameDimension('Product'),
    value: money('Value added').optional(),
    items: count('Items').optional(),
  }),
});
