import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, dimension, longTextDimension, measure, nameDimension, textDimension } from '../property.ts';

/** One question of a survey answered: a score, a choice, or words. */
export const surveyAnswer = defineEventKind({
  kind: 'survey_answer',
  title: 'Survey answer',
  object: { property: 'surveyId' },
  properties: z.strictObject({
    surveyId: nameDimension('Survey'),
    surveyVersion: count('Survey version').optional(),
    questionId: nameDimension('Question'),
    questionKind: dimension(z.enum(['nps', 'csat', 'ces', 'rating', 'choice', 'text']), 'Question kind'),
    score: measure(z.number().min(0).max(100), 'Score', 'score').optional(),
    choice: textDimension('Choice').optional(),
    text: longTextDimension('Answer').optional(),
  }),
});
