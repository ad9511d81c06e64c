import type { TagSurvey } from '@telltale/protocol';

/** The part of the tag that each rule of a survey needs. */
const partOfRule: Partial<Record<keyof TagSurvey, string>> = {
  dates: 'survey-dates',
  devices: 'survey-devices',
  exceptPages: 'survey-pages',
  hasSegment: 'survey-segment',
  languages: 'survey-languages',
  pages: 'survey-pages',
  selector: 'survey-place',
  shareRatio: 'survey-share',
  visitors: 'survey-visitors',
};

/** The parts of the tag that only these surveys need: one for each kind of trigger and of rule, so that a site carries what it uses. */
export const surveyParts = (surveys: readonly TagSurvey[], hasExperiments: boolean): ReadonlySet<string> => {
  const parts = new Set<string>();
  for (const survey of surveys) {
    for (const rule of Object.keys(survey) as (keyof TagSurvey)[]) parts.add(partOfRule[rule] ?? 'surveys');
    for (const { on } of survey.triggers) parts.add(`survey-${on.replaceAll('_', '-')}`);
  }
  if (surveys.length > 0 && hasExperiments) parts.add('survey-variants');
  return parts;
};
