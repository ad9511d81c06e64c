import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { dimension } from '../property.ts';

/** The visitor saw a page. Where it was and where the visitor came from stand in the envelope. */
export const pageView = defineEventKind({
  kind: 'page_view',
  title: 'Page view',
  object: 'path',
  properties: z.strictObject({
    navigation: dimension(
      z.enum(['load', 'push', 'back_forward', 'restore', 'api']),
      'How the page was reached',
    ).optional(),
  }),
});
