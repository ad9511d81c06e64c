import { language } from '../../locales/index.ts';
import type { KeptSurvey, Localized, SurveyQuestion } from '../../state/surveys.ts';
import { surveyWords } from './words.ts';

/** A text in the reader's language, or in the first that there is. */
export const textIn = (texts: Localized | undefined): string =>
  texts?.[language.value] ?? Object.values(texts ?? {})[0] ?? '';

/** A question as it was in each version that has it, the latest first. */
export const questionsOf = (versions: readonly KeptSurvey[], id: string): SurveyQuestion[] =>
  versions.flatMap(({ survey }) => survey.questions).filter((question) => question.id === id);

/** What a question says; its id where nobody wrote it here. */
export const questionText = (versions: readonly KeptSurvey[], id: string): string =>
  textIn(questionsOf(versions, id)[0]?.text) || id;

/** What an option says, in the first of the questions that has it; its id where nobody wrote it here. */
export const choiceText = (questions: readonly SurveyQuestion[], choice: string): string => {
  if (choice === 'other') return surveyWords.value.other;
  const options = questions.flatMap((question) => (question.kind === 'choice' ? question.options : []));
  return textIn(options.find(({ id }) => id === choice)?.text) || choice;
};

/** What a step of satisfaction is called: by the owner, else as the widget calls it. */
export const stepText = (questions: readonly SurveyQuestion[], step: number): string => {
  const named = questions.flatMap((question) => (question.kind === 'csat' ? (question.labels ?? []) : []));
  return textIn(named[step - 1]) || (surveyWords.value.csatSteps[step - 1] ?? '');
};
