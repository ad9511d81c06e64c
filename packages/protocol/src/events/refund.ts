import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, money, nameDimension } from '../property.ts';

/** An order was given back, or a part of it. A refund told twice counts once by its order, whose purchase stays one. */
export const refund = defineEventKind({
  kind: 'refund',
  title: 'Refund',
  object: 'none',
  countsOnceBy: 'orderId',
  properties: z.strictObject({
    orderId: nameDimension('Order'),
    value: money('Refunded value').optional(),
    items: count('Items').optional(),
  }),
});
