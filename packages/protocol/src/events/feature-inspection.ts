import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { booleanDimension, count, durationMs, nameDimension } from '../property.ts';

/**
 * A visitor's dwell on a feature during one page view: seen, hovered, focused, used. One inspection is one event, told when
 * the page is hidden or ends. If the visitor comes back to the page, what follows is told with `isContinued`: it adds to the
 * measures and is no further inspection.
 */
export const featureInspection = defineEventKind({
  kind: 'feature_inspection',
  title: 'Feature inspection',
  object: { property: 'feature' },
  continuedBy: 'isContinued',
  properties: z.strictObject({
    feature: nameDimension('Feature'),
    visibleMs: durationMs('Time visible'),
    hoveredMs: durationMs('Time hovered'),
    focusedMs: durationMs('Time focused'),
    uses: count('Uses'),
    isCopied: booleanDimension('Text copied').optional(),
    isContinued: booleanDimension('Continued').optional(),
  }),
});
