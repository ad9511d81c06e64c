import type { SurveyScore } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { surveyWords } from './words.ts';

/** A value of a score: points of −100 to 100, per cent, or the mean itself. */
export const scoreValue = (method: SurveyScore['method'], value: number): string => {
  if (method === 'nps') return formats.value.signed(100 * value);
  return method === 'mean' ? formats.value.number(value) : formats.value.percent(value);
};

/** A score as it is shown; a dash where there is none. */
export const scoreText = (score: SurveyScore | null): string => (score ? scoreValue(score.method, score.value) : '–');

/** Between which values a score lies, 95 % sure; undefined where nothing is said of it. */
export const scoreInterval = (score: SurveyScore): string | undefined =>
  score.interval
    ? surveyWords.value.interval(
        scoreValue(score.method, score.interval.low),
        scoreValue(score.method, score.interval.high),
      )
    : undefined;

/** By how much a score is another than one before: in points of the score, of a share in percentage points, with its sign. */
export const scoreDifference = ({ method, value }: SurveyScore, before: SurveyScore): string => {
  const difference = value - before.value;
  return method === 'mean'
    ? formats.value.signed(difference)
    : surveyWords.value.points(formats.value.signed(100 * difference));
};
