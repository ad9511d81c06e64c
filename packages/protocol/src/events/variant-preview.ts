import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension } from '../property.ts';

/** Somebody looked at a variant by its preview link: never an exposure, so that no result has it. */
export const variantPreview = defineEventKind({
  kind: 'variant_preview',
  title: 'Variant preview',
  object: { property: 'experiment' },
  properties: z.strictObject({
    experiment: nameDimension('Experiment'),
    variant: nameDimension('Variant'),
  }),
});
