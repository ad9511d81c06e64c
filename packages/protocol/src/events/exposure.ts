import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension } from '../property.ts';

/** The moment a visitor really saw a variant. */
export const exposure = defineEventKind({
  kind: 'exposure',
  title: 'Experiment exposure',
  object: { property: 'experiment' },
  properties: z.strictObject({
    experiment: nameDimension('Experiment'),
    variant: nameDimension('Variant'),
  }),
});
