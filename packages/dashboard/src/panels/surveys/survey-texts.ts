import { language } from '../../locales/index.ts';
import type { KeptSurvey, Localized, SurveyQuestion } from '../../state/surveys.ts';
import { surveyWords } from './words.ts';

/** A text in the reader's language, or in the first that there is. */
export const textIn = (texts: Localized | undefined): string =>
  texts?.[language.value] ?? Object.values(texts ?? {})[0] ?? '';

/** The question with an id, in the latest version that has it. */
export const questionOf = (versions: readonly KeptSurvey[], id: string): SurveyQuestion | undefined =>
  versions.flatMap(({ survey }) => survey.questions).find((question) => question.id === id);

/** What a question says; its id where nobody wrote it here. */
export const questionText = (versions: readonly KeptSurvey[], id: string): string =>
  textIn(questionOf(versions, id)?.text) || id;

/** What an option says; its id where nobody wrote it here. */
export const choiceText = (question: SurveyQuestion | undefined, choice: string): string => {
  if (choice === 'other') return surveyWords.value.other;
  const option = question && 'options' in question ? question.options.find(({ id }) => id === choice) : undefined;
  return textIn(option?.text) || choice;
};
