import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension, openMap } from '../property.ts';

/** An event that the site named itself. */
export const custom = defineEventKind({
  kind: 'custom',
  title: 'Custom event',
  object: { property: 'name' },
  properties: z.strictObject({
    name: nameDimension('Name'),
    props: openMap('Properties').optional(),
  }),
});
