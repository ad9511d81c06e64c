import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, nameDimension } from '../property.ts';

/** A visitor closed a survey without finishing it. */
export const surveyDismissed = defineEventKind({
  kind: 'survey_dismissed',
  title: 'Survey dismissed',
  object: { property: 'surveyId' },
  properties: z.strictObject({
    surveyId: nameDimension('Survey'),
    surveyVersion: count('Survey version').optional(),
  }),
});
