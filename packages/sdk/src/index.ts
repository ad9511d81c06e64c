import type { Recorder } from './recorder.ts';
import { webVitalsFrom } from './recorders/web-vitals/web-vitals.ts';
import { everyPart } from './surveys/every-part.ts';
import { surveysFrom } from './surveys/surveys.ts';

export { assignVariant } from './experiments/assign-variant.ts';
export { everyExperiment as experiments } from './experiments/every-experiment.ts';
export { cookieDomain } from './identity/cookie-domain.ts';
export { linkedDomains } from './identity/linked-domains.ts';
export type { Recorder } from './recorder.ts';
export { checkout } from './recorders/checkout/checkout.ts';
export { click } from './recorders/click/click.ts';
export { custom } from './recorders/custom/custom.ts';
export { dataLayer } from './recorders/data-layer/data-layer.ts';
export { download } from './recorders/download/download.ts';
export { engagement } from './recorders/engagement/engagement.ts';
export { error } from './recorders/error/error.ts';
export { inspection } from './recorders/inspection/inspection.ts';
export { notFound } from './recorders/not-found/not-found.ts';
export { outbound } from './recorders/outbound/outbound.ts';
export { pageView } from './recorders/page-view/page-view.ts';
export { siteSearch } from './recorders/site-search/site-search.ts';
export type {
  AudienceSettings,
  ChangeSettings,
  ExperimentSettings,
  Place,
  Settings,
  TextsByLanguage,
  VariantSettings,
} from './settings.ts';
export { type StartOptions, start } from './start.ts';
export type {
  SurveyCondition,
  SurveyEventFilter,
  SurveyQuestion,
  SurveySettings,
  SurveyText,
  SurveyTrigger,
} from './surveys/survey-settings.ts';
export type {
  Checkout,
  ConsentChoice,
  Money,
  OpenMap,
  OpenValue,
  Order,
  StepDetails,
  SurveyExplanation,
  Surveys,
  Telltale,
} from './telltale.ts';

/** Measures web vitals; the measuring itself is loaded a little later. */
export const webVitals = /* @__PURE__ */ webVitalsFrom(() => import('./recorders/web-vitals/watch-vitals.ts'));

/** Shows the surveys of the settings when they are due; the widget itself is loaded only then. */
export const surveys: Recorder = (emit, settings) => {
  for (const part of everyPart) part(emit, settings);
  return surveysFrom({
    widget: () => import('./surveys/widget/piece.ts'),
    explanations: () => import('./surveys/explain.ts'),
  })(emit, settings);
};
