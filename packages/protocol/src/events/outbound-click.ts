import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { textDimension } from '../property.ts';

/** The visitor opened a link to somebody else's site. The address comes without query and hash. */
export const outboundClick = defineEventKind({
  kind: 'outbound_click',
  title: 'Outbound click',
  object: { property: 'host' },
  properties: z.strictObject({
    host: textDimension('Target host'),
    url: textDimension('Target address'),
  }),
});
