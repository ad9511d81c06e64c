import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { booleanDimension, dimension, lengthPx, ratio, textDimension } from '../property.ts';

/** A click on an element, by pointer or keyboard. The element is named by a stable anchor, never by its text. */
export const click = defineEventKind({
  kind: 'click',
  title: 'Click',
  object: 'path',
  properties: z.strictObject({
    anchor: textDimension('Element'),
    xRatio: ratio('Horizontal position in the element'),
    yRatio: ratio('Vertical position in the element'),
    pageXPx: lengthPx('Horizontal position on the page'),
    pageYPx: lengthPx('Vertical position on the page'),
    viewportWidthPx: lengthPx('Viewport width'),
    input: dimension(z.enum(['pointer', 'keyboard']), 'Input'),
    reaction: dimension(z.enum(['rage', 'dead', 'error']), 'Reaction').optional(),
    isFixed: booleanDimension('Fixed element').optional(),
    text: textDimension('Text').optional(),
  }),
});
