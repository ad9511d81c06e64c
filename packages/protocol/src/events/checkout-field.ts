import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { booleanDimension, count, durationMs, nameDimension } from '../property.ts';

/** What happened in one field of a checkout's form: how long, how often, never what was typed. */
export const checkoutField = defineEventKind({
  kind: 'checkout_field',
  title: 'Checkout field',
  object: { property: 'field' },
  properties: z.strictObject({
    checkoutId: nameDimension('Checkout'),
    step: nameDimension('Step'),
    field: nameDimension('Field'),
    focusedMs: durationMs('Time focused'),
    refills: count('Refills'),
    failures: count('Validation failures'),
    isPasted: booleanDimension('Pasted').optional(),
    isAutofilled: booleanDimension('Autofilled').optional(),
  }),
});
