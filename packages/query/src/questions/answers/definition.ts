import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { intervalSchema } from '../../time/buckets.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const name = z.string().min(1).max(120);

/** A bit each. */
const MOST_THEMES = 30;

/** A theme and the words by which it is told. */
export const answerThemeSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'lower-case letters, digits, "-" and "_", at most 60'),
    words: z
      .array(z.string().trim().min(1).max(60))
      .min(1)
      .max(100)
      .describe(
        'An answer is of the theme when one of its words begins with any of these, or is one that stands in quotes; case, accents, Arabic marks and the article are of no account. May be several words.',
      ),
  })
  .meta({ id: 'AnswerTheme', description: 'A theme of answers and the words by which it is told.' });

/** A theme and the words by which it is told. */
export type AnswerTheme = z.output<typeof answerThemeSchema>;

/** What is asked about what visitors wrote. */
export const answersDefinition = z
  .strictObject({
    range: rangeSchema,
    survey: name.optional().describe('Only answers to this survey. Default: to any.'),
    version: z.int().min(0).max(1_000_000).optional().describe('Only answers to this version of it.'),
    question: name.optional().describe('Only answers to the question with this id.'),
    filters: filterSchema.array().max(50).default([]).describe('All answers asked about must pass them.'),
    search: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'Only answers in which all of these words stand, in any order, also as a part of others; case, accents, Arabic marks and forms of letters are of no account.',
      ),
    themes: answerThemeSchema
      .array()
      .max(MOST_THEMES)
      .default([])
      .describe('Themes to be counted. An answer may be of several, or of none.')
      .refine((themes) => new Set(themes.map(({ id }) => id)).size === themes.length, 'themes with different ids'),
    theme: z
      .string()
      .max(60)
      .optional()
      .describe('Lists only answers of this one of the themes; "" those of none. Themes are counted without it.'),
    interval: intervalSchema
      .default('day')
      .describe("How the range is cut for the themes' trend, in the site's time zone."),
    comparison: comparisonSchema.optional().describe('A second range beside it: counted, not listed.'),
    limit: z.int().min(0).max(1000).default(50).describe('Answers on a page, the latest first; 0 to count them only.'),
    after: z
      .string()
      .regex(/^\d{1,16}-\d{1,10}-[0-9a-f]{16}-[0-9a-f]{16}$/, '"nextAfter" of the page before')
      .optional()
      .describe('Where the page begins: `nextAfter` of the one before.'),
  })
  .meta({
    description:
      'What visitors wrote in surveys: listed, searched, counted by themes. Answers without words are none of it.',
  });

/** What is asked, defaults filled in. */
export type AnswersDefinition = z.output<typeof answersDefinition>;
/** What is asked, as it may be written. */
export type AnswersDefinitionInput = z.input<typeof answersDefinition>;
