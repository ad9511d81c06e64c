import { type OverlayPiece, overlayFrom } from '../overlay/overlay.ts';
import { type VitalsPiece, webVitalsFrom } from '../recorders/web-vitals/web-vitals.ts';
import type { ExplainPiece } from '../surveys/explain.ts';
import type { SurveyPiece } from '../surveys/survey-piece.ts';
import { surveysFrom } from '../surveys/surveys.ts';
import { loadPiece } from './load-piece.ts';

/**
 * What the tag can watch, by the names that a site's configuration uses: recorders, and the settings that need code. Each
 * one is a segment of the built file: whoever serves the tag can cut out those that the site does not use.
 */
export { askMembers } from '../experiments/ask-members.ts';
export { audience } from '../experiments/audience.ts';
export { changeHtml } from '../experiments/change-html.ts';
export { changeImage } from '../experiments/change-image.ts';
export { changePlace } from '../experiments/change-place.ts';
export { experiments } from '../experiments/experiments.ts';
export { redirects } from '../experiments/redirects.ts';
export { cookieDomain } from '../identity/cookie-domain.ts';
export { linkedDomains } from '../identity/linked-domains.ts';
export { ignoredSelectors, maskedSelectors, textSelectors } from '../marks/marks.ts';
export { checkout } from '../recorders/checkout/checkout.ts';
export { click } from '../recorders/click/click.ts';
export { custom } from '../recorders/custom/custom.ts';
export { dataLayer as 'data-layer' } from '../recorders/data-layer/data-layer.ts';
export { download } from '../recorders/download/download.ts';
export { engagement } from '../recorders/engagement/engagement.ts';
export { error } from '../recorders/error/error.ts';
export { inspection } from '../recorders/inspection/inspection.ts';
export { notFound as 'not-found' } from '../recorders/not-found/not-found.ts';
export { outbound } from '../recorders/outbound/outbound.ts';
export { isHashCounted, isQueryCounted } from '../recorders/page-view/counted.ts';
export { pageView as 'page-view' } from '../recorders/page-view/page-view.ts';
export { siteSearch as 'site-search' } from '../recorders/site-search/site-search.ts';
export { persistentQueue as isQueuePersistent } from '../stages/persistent-queue.ts';
export { scrubbedParameters } from '../stages/scrubbed-parameters.ts';
export { surveyDates as 'survey-dates' } from '../surveys/rules/dates.ts';
export { surveyDevices as 'survey-devices' } from '../surveys/rules/devices.ts';
export { surveyLanguages as 'survey-languages' } from '../surveys/rules/languages.ts';
export { surveyPages as 'survey-pages' } from '../surveys/rules/pages.ts';
export { surveyPlace as 'survey-place' } from '../surveys/rules/place.ts';
export { surveySegment as 'survey-segment' } from '../surveys/rules/segment.ts';
export { surveyShare as 'survey-share' } from '../surveys/rules/share.ts';
export { surveyVisitors as 'survey-visitors' } from '../surveys/rules/visitors.ts';
export { surveyCheckoutLeft as 'survey-checkout-left' } from '../surveys/triggers/checkout-left.ts';
export { surveyCheckoutReturn as 'survey-checkout-return' } from '../surveys/triggers/checkout-return.ts';
export { surveyEvent as 'survey-event', surveyRageClick as 'survey-rage-click' } from '../surveys/triggers/event.ts';
export { surveyExit as 'survey-exit' } from '../surveys/triggers/exit.ts';
export { surveyFeature as 'survey-feature' } from '../surveys/triggers/feature.ts';
export { surveyScroll as 'survey-scroll' } from '../surveys/triggers/scroll.ts';
export { surveyTime as 'survey-time' } from '../surveys/triggers/time.ts';
export { surveyVariants as 'survey-variants' } from '../surveys/variants.ts';

export const overlay = /* @__PURE__ */ overlayFrom((settings) => loadPiece<OverlayPiece>('overlay', settings));

const vitals = /* @__PURE__ */ webVitalsFrom((settings) => loadPiece<VitalsPiece>('vitals', settings));

export { vitals as 'web-vitals' };

export const surveys = /* @__PURE__ */ surveysFrom({
  widget: (settings) => loadPiece<SurveyPiece>('survey', settings),
  explanations: (settings) => loadPiece<ExplainPiece>('explain', settings),
});
