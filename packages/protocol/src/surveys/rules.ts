import { z } from 'zod';
import { languageTag } from './localized.ts';
import { triggerSchema } from './trigger.ts';

/** A path of the site's; `*` stands for anything, slashes included. */
const pathPattern = z
  .string()
  .trim()
  .max(512)
  .regex(/^[/*]/, 'a path such as "/products/*": it begins with "/" or "*", "*" stands for anything');

/** When and before whom a survey appears. All of it holds, and one of the triggers. */
export const rulesSchema = z.strictObject({
  triggers: z.array(triggerSchema).min(1, 'at least one trigger; { "on": "call" } where only the site shows it').max(5),
  /** Wait so long after the trigger. */
  delaySeconds: z.number().min(0).max(600).default(0),
  /** Only where the page's path is like one of these; empty: everywhere. */
  pages: z.array(pathPattern).max(50).default([]),
  /** … and like none of these. */
  exceptPages: z.array(pathPattern).max(50).default([]),
  /** Languages of the page, regions of them included; empty: all. */
  languages: z.array(languageTag).max(40).default([]),
  /** Empty: all. */
  devices: z
    .array(z.enum(['desktop', 'tablet', 'mobile']))
    .max(3)
    .default([]),
  /** `new`: in their first session; `returning`: later. */
  visitors: z.enum(['all', 'new', 'returning']).default('all'),
  /** The share of visitors who may see it, 0 to 1: always the same ones. */
  shareRatio: z.number().min(0).max(1).default(1),
  /** A saved segment's id: only who is in it, as the collector finds when the survey is due. */
  segment: z.string().min(1).max(120).nullable().default(null),
});

/** When and before whom a survey appears. */
export type SurveyRules = z.infer<typeof rulesSchema>;

/** Whether a visitor who has seen a survey sees it again. Another version is the same survey. */
export const repeatSchema = z.discriminatedUnion('rule', [
  /** Never again, whatever came of it. */
  z.strictObject({ rule: z.literal('once') }),
  /** Until it is answered, `times` times at the most, never within the snooze. */
  z.strictObject({ rule: z.literal('until_answered'), times: z.int().min(1).max(20) }),
  /** Again `days` days after it was answered; until it is answered, never within the snooze. */
  z.strictObject({ rule: z.literal('every'), days: z.int().min(1).max(3_650) }),
]);

/** Whether a visitor who has seen a survey sees it again. */
export type SurveyRepeat = z.infer<typeof repeatSchema>;
