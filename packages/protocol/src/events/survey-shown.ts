import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, nameDimension } from '../property.ts';

/** A survey appeared before the visitor. */
export const surveyShown = defineEventKind({
  kind: 'survey_shown',
  title: 'Survey shown',
  object: { property: 'surveyId' },
  properties: z.strictObject({
    surveyId: nameDimension('Survey'),
    surveyVersion: count('Survey version').optional(),
  }),
});
