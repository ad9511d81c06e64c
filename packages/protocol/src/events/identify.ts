import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension, openMap } from '../property.ts';

/** From now on this visitor is this customer. It links nothing that happened before. */
export const identify = defineEventKind({
  kind: 'identify',
  title: 'Identify',
  object: 'none',
  properties: z.strictObject({
    customerId: nameDimension('Customer'),
    traits: openMap('Traits').optional(),
  }),
});
