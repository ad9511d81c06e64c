import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension } from '../property.ts';

/** A visitor is sent to a redirect variant; the exposure follows where they arrive. Whoever has no exposure did not arrive. */
export const variantRedirect = defineEventKind({
  kind: 'variant_redirect',
  title: 'Variant redirect',
  object: { property: 'experiment' },
  properties: z.strictObject({
    experiment: nameDimension('Experiment'),
    variant: nameDimension('Variant'),
  }),
});
