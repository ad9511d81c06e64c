import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { surveyMoment } from './survey-moment.ts';

/** A visitor came to the end of a survey; questions that may be skipped need not have been answered. */
export const surveyCompleted = defineEventKind({
  kind: 'survey_completed',
  title: 'Survey completed',
  object: { property: 'surveyId' },
  notesSegmentsIn: 'segments',
  properties: z.strictObject(surveyMoment()),
});
