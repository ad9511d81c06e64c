import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, money, nameDimension } from '../property.ts';

/** A visitor reached a step of a checkout. */
export const checkoutStep = defineEventKind({
  kind: 'checkout_step',
  title: 'Checkout step',
  object: { property: 'step' },
  properties: z.strictObject({
    checkoutId: nameDimension('Checkout'),
    step: nameDimension('Step'),
    stepNumber: count('Step number').optional(),
    value: money('Cart value').optional(),
  }),
});
