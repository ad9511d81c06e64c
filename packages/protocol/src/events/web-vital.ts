import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { dimension, durationMs, measure, textDimension } from '../property.ts';

/** A web vital of the page view. Time metrics carry `durationMs`, layout shift carries `shiftScore`. Source: web.dev/vitals. */
export const webVital = defineEventKind({
  kind: 'web_vital',
  title: 'Web vital',
  object: { property: 'metric' },
  properties: z.strictObject({
    metric: dimension(z.enum(['LCP', 'INP', 'CLS', 'FCP', 'TTFB']), 'Metric'),
    rating: dimension(z.enum(['good', 'needs-improvement', 'poor']), 'Rating'),
    durationMs: durationMs('Duration').optional(),
    shiftScore: measure(z.number().min(0).max(1000), 'Layout shift', 'score').optional(),
    target: textDimension('Element').optional(),
  }),
});
