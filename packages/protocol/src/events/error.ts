import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { dimension, longTextDimension, nameDimension, textDimension } from '../property.ts';

/** Something on the page failed. `fingerprint` is stable for the same fault. */
export const error = defineEventKind({
  kind: 'error',
  title: 'Error',
  object: { property: 'fingerprint' },
  properties: z.strictObject({
    fingerprint: nameDimension('Fingerprint'),
    origin: dimension(z.enum(['exception', 'rejection', 'resource']), 'Origin'),
    message: longTextDimension('Message'),
    source: textDimension('Source').optional(),
  }),
});
