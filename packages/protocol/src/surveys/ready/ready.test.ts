import { describe, expect, it } from 'vitest';
import { languagesOf, surveySchema } from '../survey.ts';
import { readySurveys } from './index.ts';

/** Every text in several languages that stands anywhere in it. */
const textsIn = (value: unknown): Record<string, string>[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value || 'ar' in value) return [value as Record<string, string>];
  return Object.values(value).flatMap(textsIn);
};

describe('the ready surveys', () => {
  it.each(readySurveys.map((ready) => [ready.id, ready] as const))(
    '%s can be shown as it is, in English and Arabic',
    (id, ready) => {
      const survey = surveySchema.parse({ ...ready.survey, id, version: 1, title: ready.titles.en });
      expect(languagesOf(survey)).toEqual(['en', 'ar']);
      const texts = textsIn(ready);
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.filter((text) => !(text.en && text.ar && /[\u0600-\u06FF]/.test(text.ar)))).toEqual([]);
    },
  );

  it('are nine, a question for each of the moments that shops ask in', () => {
    expect(readySurveys.map(({ id }) => id)).toEqual([
      'first_visit',
      'after_purchase',
      'rate_checkout',
      'ease_of_task',
      'what_stopped_you',
      'question_unanswered',
      'how_did_you_hear',
      'which_alternatives',
      'what_is_missing',
    ]);
  });
});
