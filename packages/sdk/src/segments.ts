import { experiments } from './experiments/experiments.ts';
import type { Recorder } from './recorder.ts';
import { checkout } from './recorders/checkout/checkout.ts';
import { click } from './recorders/click/click.ts';
import { custom } from './recorders/custom/custom.ts';
import { engagement } from './recorders/engagement/engagement.ts';
import { error } from './recorders/error/error.ts';
import { inspection } from './recorders/inspection/inspection.ts';
import { pageView } from './recorders/page-view/page-view.ts';
import { type VitalsPiece, webVitalsFrom } from './recorders/web-vitals/web-vitals.ts';
import type { Settings } from './settings.ts';
import type { SurveyPiece } from './surveys/survey-piece.ts';
import { surveysFrom } from './surveys/surveys.ts';

/** Loads a lazy piece from beside the tag: a module, so that it needs no place on the page's `window`. */
const piece =
  <Piece>(name: string) =>
  ({ piecePrefix }: Settings): Promise<Piece> =>
    import(`${piecePrefix}${name}.js`);

/**
 * What the tag can watch, by the names that a site's configuration uses. Each one is a segment of the built file: whoever
 * serves the tag can cut out those that the site does not use.
 */
export const segments: readonly (readonly [name: string, recorder: Recorder])[] = [
  ['page-view', pageView],
  ['engagement', engagement],
  ['inspection', inspection],
  ['click', click],
  ['checkout', checkout],
  ['error', error],
  ['custom', custom],
  ['web-vitals', webVitalsFrom(piece<VitalsPiece>('vitals'))],
  ['experiments', experiments],
  ['surveys', surveysFrom(piece<SurveyPiece>('survey'))],
];
