import type { SurveyQuestion } from '../survey-settings.ts';
import type { Given } from './ask.ts';

/** Whether a question is asked after these answers, by the question's id. */
export const isAsked = (
  { if: condition }: SurveyQuestion,
  answers: ReadonlyMap<string, Given | undefined>,
): boolean => {
  if (!condition) return true;
  const given = answers.get(condition.question);
  if (!given) return false;
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, choices } = condition;
  const { score = from, choices: chosen = [] } = given;
  return score >= from && score <= to && (!choices || choices.some((id) => chosen.includes(id)));
};
