import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { count, dimension, longTextDimension, measure, nameDimension, textDimension } from '../property.ts';
import { surveyMoment } from './survey-moment.ts';

/** Kinds of questions that a survey asks. */
export const questionKinds = ['nps', 'csat', 'ces', 'rating', 'choice', 'text'] as const;

/**
 * One question of a survey answered: a score, a choice, or words; told at once, so that what was answered before a survey was closed is
 * kept. Where several choices may be made, each is an event of its own with the same `responseId` and `questionId`.
 */
export const surveyAnswer = defineEventKind({
  kind: 'survey_answer',
  title: 'Survey answer',
  object: { property: 'surveyId' },
  notesSegmentsIn: 'segments',
  properties: z.strictObject({
    ...surveyMoment(),
    questionId: nameDimension('Question'),
    questionKind: dimension(z.enum(questionKinds), 'Question kind'),
    /** The question's place in the survey, from 1. */
    questionNumber: count('Question number').optional(),
    /** NPS 0–10, CSAT 1–5, CES 1–7, a rating from 1 up. */
    score: measure(z.number().min(0).max(100), 'Score', 'score').optional(),
    /** The chosen option's id; `other` for words of the visitor's own, which are the `text` then. */
    choice: textDimension('Choice').optional(),
    text: longTextDimension('Answer').optional(),
  }),
});
