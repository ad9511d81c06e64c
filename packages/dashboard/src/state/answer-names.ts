import { language } from '../locales/index.ts';
import { type KeptSurvey, type Localized, surveys } from './surveys.ts';

const textIn = (texts: Localized | undefined): string | undefined =>
  texts?.[language.value] ?? Object.values(texts ?? {})[0];

const surveyOf = (id: string): KeptSurvey['survey'] | undefined => surveys.value?.find((one) => one.id === id)?.survey;

const questionOf = (survey: string, id: string) => surveyOf(survey)?.questions.find((question) => question.id === id);

/** What a survey is called by its owner; its id where it is not known here, or not loaded yet. */
export const surveyName = (id: string): string => surveyOf(id)?.title ?? id;

/** What a question of a survey says in the reader's language; else its id. */
export const questionName = (survey: string, id: string): string => textIn(questionOf(survey, id)?.text) ?? id;

/** An answer as it stands in events: the ids of its survey and question, and what was chosen or said. */
interface GivenAnswer {
  survey: string;
  question: string;
  answer: string;
}

/**
 * What an answer says in the reader's language where it is the choice of an option; `other` where it is the choice of words of the
 * visitor's own; else as it was given.
 */
export const answerName = ({ survey, question: id, answer }: GivenAnswer, other: string): string => {
  const question = questionOf(survey, id);
  if (question?.kind !== 'choice') return answer;
  if (answer === 'other') return other;
  return textIn(question.options.find((option) => option.id === answer)?.text) ?? answer;
};
