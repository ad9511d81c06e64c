import { z } from 'zod';
import { MAX_TEXT_LENGTH } from '../limits.ts';
import { name } from '../property.ts';

/** A condition on a property of the event that brings a survey. */
export const eventFilterSchema = z.strictObject({
  /** As in questions: `step`, `props.plan`; of money the amount. */
  property: z.string().min(1).max(200),
  operator: z.enum(['is', 'is_not', 'contains', 'at_least', 'at_most']),
  /** One of them is enough; for `is_not` none may be. */
  values: z
    .array(z.union([z.string().max(MAX_TEXT_LENGTH), z.number(), z.boolean()]))
    .min(1)
    .max(20),
});

/** Minutes without activity after which a checkout counts as abandoned; as questions have it. */
const cutoffMinutes = z.int().min(10).max(10_080).default(30);

/** The moment in which a survey is due. */
export const triggerSchema = z.discriminatedUnion('on', [
  /** So long on the page, in view; 0 for at once. */
  z.strictObject({ on: z.literal('time'), seconds: z.number().min(0).max(3_600) }),
  /** The page was seen down to this share of its height. */
  z.strictObject({ on: z.literal('scroll'), ratio: z.number().min(0).max(1) }),
  /**
   * The visitor is about to leave: the pointer goes out at the top of the window; on touch screens a quick scroll up, or nothing was done
   * for `idleSeconds`.
   */
  z.strictObject({ on: z.literal('exit'), idleSeconds: z.int().min(5).max(600).default(30) }),
  /** An event of this kind was recorded on this page. Its recorder must be on. */
  z.strictObject({
    on: z.literal('event'),
    kind: z.string().min(1).max(60),
    /** All of them hold. */
    filters: z.array(eventFilterSchema).max(10).default([]),
  }),
  /** Clicks in anger were recorded; the recorder of clicks must be on. */
  z.strictObject({ on: z.literal('rage_click') }),
  /** A feature was used: clicked, or entered by keyboard. */
  z.strictObject({ on: z.literal('feature'), feature: name }),
  /** A checkout is open, and the visitor went on to a page without one, or is about to leave it. The recorder of checkouts must be on. */
  z.strictObject({ on: z.literal('checkout_left'), cutoffMinutes }),
  /** The visitor comes back, and the checkout is open that was left longer ago than this. The recorder of checkouts must be on. */
  z.strictObject({ on: z.literal('checkout_return'), cutoffMinutes }),
  /** Only `telltale.survey.show(id)` shows it. */
  z.strictObject({ on: z.literal('call') }),
]);

/** The moment in which a survey is due. */
export type SurveyTrigger = z.infer<typeof triggerSchema>;
