import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { durationMs, ratio } from '../property.ts';

/** Time spent and depth reached on a page since the last such event of the same page view: increments, to be summed. */
export const pageEngagement = defineEventKind({
  kind: 'page_engagement',
  title: 'Page engagement',
  object: 'path',
  properties: z.strictObject({
    engagedMs: durationMs('Engaged time'),
    scrollDepthRatio: ratio('Scroll depth').optional(),
  }),
});
