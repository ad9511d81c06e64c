import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { intervalSchema } from '../../time/buckets.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const byProperty = z.strictObject({
  property: z
    .string()
    .min(1)
    .max(300)
    .describe('A dimension that all events of surveys have, such as "device" or "trigger".'),
  limit: z.int().min(1).max(50).default(10).describe('So many of the values with most showings; others are left out.'),
});

const bySegments = z.strictObject({
  segments: z
    .array(z.string().min(1).max(120))
    .min(1)
    .max(10)
    .describe('Ids of saved segments: a group each. A visitor of several is counted with each.'),
});

/** What is asked about a survey. */
export const surveyDefinition = z
  .strictObject({
    range: rangeSchema,
    survey: z.string().min(1).max(120).describe("The survey's id."),
    version: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('Only this version. Default: all, which the result tells apart beside their sum.'),
    filters: filterSchema.array().max(50).default([]).describe('All events of the survey must pass them.'),
    interval: intervalSchema
      .default('day')
      .describe("How the range is cut for the trend, in the site's time zone; at most 2,000 of them."),
    breakdown: z.union([byProperty, bySegments]).optional(),
    comparison: comparisonSchema.optional().describe('A second range beside it.'),
    people: z
      .strictObject({
        outcome: z
          .enum(['shown', 'answered', 'completed', 'dismissed', 'ignored', 'promoter', 'passive', 'detractor'])
          .describe(
            'Who saw it; answered at least one question; came to its end; closed it; did neither. Promoters gave 9 or 10 to a question of the kind nps, passives 7 or 8, detractors less.',
          ),
        question: z
          .string()
          .min(1)
          .max(120)
          .optional()
          .describe('Of promoters, passives and detractors: only by the question with this id. Default: by any.'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists visitors.'),
  })
  .meta({
    description:
      'What came of a survey: who saw, answered, completed and closed it, what was answered to each question, and its scores over time.',
  });

/** What is asked, defaults filled in. */
export type SurveyDefinition = z.output<typeof surveyDefinition>;
/** What is asked, as it may be written. */
export type SurveyDefinitionInput = z.input<typeof surveyDefinition>;
