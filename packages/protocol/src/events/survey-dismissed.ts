import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count } from '../property.ts';
import { surveyMoment } from './survey-moment.ts';

/** A visitor closed a survey without finishing it. What was answered before stays answered. */
export const surveyDismissed = defineEventKind({
  kind: 'survey_dismissed',
  title: 'Survey dismissed',
  object: { property: 'surveyId' },
  notesSegmentsIn: 'segments',
  properties: z.strictObject({
    ...surveyMoment(),
    /** The place of the question that stood open, from 1. */
    questionNumber: count('Question number').optional(),
  }),
});
