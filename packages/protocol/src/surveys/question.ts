import { z } from 'zod';
import { openKey } from '../property.ts';
import { label, sentence } from './localized.ts';

/** The id that stands in an answer when a visitor chose to say it in words of their own. */
export const OTHER_CHOICE = 'other';

/** When a question is asked: after an answer to an earlier one. Whichever of the three are given must all hold. */
export const conditionSchema = z
  .strictObject({
    /** The id of an earlier question. Where that was not asked, or skipped, this one is not asked either. */
    question: openKey,
    /** The lowest and the highest score, both included. */
    scoreFrom: z.number().min(0).max(10).optional(),
    scoreTo: z.number().min(0).max(10).optional(),
    /** Ids of options, one of which was chosen; `other` for words of the visitor's own. */
    choices: z.array(openKey).min(1).max(21).optional(),
  })
  .refine(({ scoreFrom = 0, scoreTo = 10 }) => scoreFrom <= scoreTo, {
    path: ['scoreTo'],
    message: 'a score that is not below "scoreFrom"',
  });

const common = {
  /** Names the question in answers; it stays when the wording changes. */
  id: openKey,
  text: sentence(),
  /** Default: always asked. */
  showIf: conditionSchema.optional(),
};

/** Scales must be answered to go on, words need not: change it here. */
const isOptional = (isIt: boolean) => z.boolean().default(isIt);

/** What stands at the ends of a scale. */
const ends = { low: label().optional(), high: label().optional() };

/** "How likely are you to recommend us?", 0 to 10. https://hbr.org/2003/12/the-one-number-you-need-to-grow */
const nps = z.strictObject({ ...common, kind: z.literal('nps'), ...ends, isOptional: isOptional(false) });

/** How satisfied, 1 to 5: faces with their names, or the names alone. */
const csat = z.strictObject({
  ...common,
  kind: z.literal('csat'),
  /** From very dissatisfied to very satisfied. Default: just that, in each language. */
  labels: z.array(label()).length(5, 'five labels, from very dissatisfied to very satisfied').optional(),
  hasFaces: z.boolean().default(true),
  isOptional: isOptional(false),
});

/** How easy it was, 1 (very difficult) to 7 (very easy). */
const ces = z.strictObject({ ...common, kind: z.literal('ces'), ...ends, isOptional: isOptional(false) });

const rating = z.strictObject({
  ...common,
  kind: z.literal('rating'),
  ...ends,
  /** Of so many; the least is 1. */
  highest: z.int().min(3).max(10).default(5),
  shape: z.enum(['stars', 'numbers']).default('stars'),
  isOptional: isOptional(false),
});

const choice = z.strictObject({
  ...common,
  kind: z.literal('choice'),
  options: z
    .array(z.strictObject({ id: openKey, text: label() }))
    .min(2, 'at least two options')
    .max(20, 'at most 20 options'),
  /** True when several may be chosen. */
  isMultiple: z.boolean().default(false),
  /** True when visitors may also say it in words of their own. */
  hasOther: z.boolean().default(false),
  /** True (default) when e-mail addresses and long runs of digits are masked in the browser. */
  isMasked: z.boolean().default(true),
  isOptional: isOptional(false),
});

const text = z.strictObject({
  ...common,
  kind: z.literal('text'),
  /** True (default) when e-mail addresses and long runs of digits are masked in the browser. */
  isMasked: z.boolean().default(true),
  isOptional: isOptional(true),
});

/** One question of a survey. */
export const questionSchema = z.discriminatedUnion('kind', [nps, csat, ces, rating, choice, text]);

/** One question of a survey. */
export type SurveyQuestion = z.infer<typeof questionSchema>;
