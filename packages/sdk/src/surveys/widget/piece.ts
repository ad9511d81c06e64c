export { showSurvey } from './show-survey.ts';
export { showTab } from './show-tab.ts';
