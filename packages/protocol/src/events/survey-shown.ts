import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { surveyMoment } from './survey-moment.ts';

/** A survey appeared before the visitor. */
export const surveyShown = defineEventKind({
  kind: 'survey_shown',
  title: 'Survey shown',
  object: { property: 'surveyId' },
  notesSegmentsIn: 'segments',
  properties: z.strictObject(surveyMoment()),
});
