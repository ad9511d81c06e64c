import { askedAgain, type Compared } from '../../asked-again.ts';
import type { Question } from '../../question.ts';
import { compileSurvey } from './compile.ts';
import { decodeSurvey } from './decode.ts';
import { type SurveyDefinition, surveyDefinition } from './definition.ts';
import type { SurveyResult } from './result.ts';

/** What came of a survey. */
export const survey: Question<'survey', SurveyDefinition, Compared<SurveyResult>> = askedAgain(
  {
    kind: 'survey',
    title: 'Survey',
    definition: surveyDefinition,
    compile: compileSurvey,
    decode: decodeSurvey,
  },
  ['people', 'breakdown'],
);
