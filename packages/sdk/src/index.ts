export type { Recorder } from './recorder.ts';
export { engagement } from './recorders/engagement/engagement.ts';
export { pageView } from './recorders/page-view/page-view.ts';
export type { ExperimentSettings, Settings, SurveySettings, SurveyTexts } from './settings.ts';
export { type StartOptions, start } from './start.ts';
export type {
  Checkout,
  ConsentChoice,
  Money,
  OpenMap,
  OpenValue,
  Order,
  StepDetails,
  Telltale,
} from './telltale.ts';
