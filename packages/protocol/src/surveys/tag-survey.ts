import { z } from 'zod';
import { questionKinds } from '../events/survey-answer.ts';
import { openKey } from '../property.ts';
import { eventFilterSchema } from './trigger.ts';

const words = z.record(z.string(), z.string());

/** One question as the tag needs it: what is at its default is left out. */
const tagQuestion = z.strictObject({
  id: openKey,
  kind: z.enum(questionKinds),
  text: words,
  if: z
    .strictObject({
      question: openKey,
      from: z.number().optional(),
      to: z.number().optional(),
      choices: z.array(z.string()).optional(),
    })
    .optional(),
  /** True where it may be skipped. */
  isOptional: z.literal(true).optional(),
  low: words.optional(),
  high: words.optional(),
  /** Names of the scores, from the least. */
  labels: z.array(words).optional(),
  /** How the scores are shown; default: as numbers, or by their names where they have such. */
  shape: z.enum(['stars', 'faces']).optional(),
  /** The highest score, where the kind does not say it. */
  highest: z.int().optional(),
  options: z.array(z.strictObject({ id: z.string(), text: words })).optional(),
  isMultiple: z.literal(true).optional(),
  /** What the option says that lets visitors use words of their own. */
  other: words.optional(),
  /** True where words leave the page as they were typed. */
  isUnmasked: z.literal(true).optional(),
});

/** The moment in which a survey is due, as the tag needs it. */
const tagTrigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('time'), ms: z.number() }),
  z.strictObject({ on: z.literal('scroll'), ratio: z.number() }),
  z.strictObject({ on: z.literal('exit'), idleMs: z.number() }),
  z.strictObject({
    on: z.enum(['event', 'rage_click']),
    kind: z.string(),
    filters: z.array(eventFilterSchema).optional(),
  }),
  z.strictObject({ on: z.literal('feature'), feature: z.string(), selector: z.string() }),
  z.strictObject({ on: z.enum(['checkout_left', 'checkout_return']), cutoffMs: z.number() }),
  z.strictObject({ on: z.literal('call') }),
]);

/** A survey as it travels in the tag: derived from what its owner made, with nothing in it that a page does not need. */
export const tagSurveySchema = z.strictObject({
  id: openKey,
  version: z.int(),
  questions: z.array(tagQuestion),
  thanks: words,
  words: z.strictObject({ send: words, next: words, skip: words, dismiss: words, progress: words }),
  triggers: z.array(tagTrigger),
  delayMs: z.number().optional(),
  /** Where it stands; default: a corner. */
  place: z.enum(['bar', 'inline', 'tab']).optional(),
  /** True: on the side where reading begins. */
  isAtStart: z.literal(true).optional(),
  selector: z.string().optional(),
  tabLabel: words.optional(),
  /** Default: as the system is. */
  theme: z.enum(['light', 'dark', 'page']).optional(),
  /** Custom properties: `--b-l` background, `--t-l` text, `--a-l` accent, `--o-l` on the accent; `-d` in the dark. */
  colours: z.string().optional(),
  /** Regular expressions of the paths on which it may, or may not, appear. */
  pages: z.string().optional(),
  exceptPages: z.string().optional(),
  languages: z.array(z.string()).optional(),
  devices: z.array(z.string()).optional(),
  visitors: z.enum(['new', 'returning']).optional(),
  shareRatio: z.number().optional(),
  /** True where the collector must say whether the visitor is in its segment. */
  hasSegment: z.literal(true).optional(),
  /** Epoch ms: from, to; 0 for none. */
  dates: z.tuple([z.number(), z.number()]).optional(),
  priority: z.number().optional(),
  /** Shown so often at the most. */
  times: z.int().optional(),
  /** Again so long after an answer; default: never again. */
  againMs: z.number().optional(),
  snoozeMs: z.number(),
});

/** A survey as it travels in the tag. */
export type TagSurvey = z.infer<typeof tagSurveySchema>;
