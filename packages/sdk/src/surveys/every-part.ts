import type { Recorder } from '../recorder.ts';
import { surveyDates } from './rules/dates.ts';
import { surveyDevices } from './rules/devices.ts';
import { surveyLanguages } from './rules/languages.ts';
import { surveyPages } from './rules/pages.ts';
import { surveyPlace } from './rules/place.ts';
import { surveySegment } from './rules/segment.ts';
import { surveyShare } from './rules/share.ts';
import { surveyVisitors } from './rules/visitors.ts';
import { surveyCheckoutLeft } from './triggers/checkout-left.ts';
import { surveyCheckoutReturn } from './triggers/checkout-return.ts';
import { surveyEvent, surveyRageClick } from './triggers/event.ts';
import { surveyExit } from './triggers/exit.ts';
import { surveyFeature } from './triggers/feature.ts';
import { surveyScroll } from './triggers/scroll.ts';
import { surveyTime } from './triggers/time.ts';
import { surveyVariants } from './variants.ts';

/** Every rule and trigger that a survey may have: a library does not know which ones its site uses. */
export const everyPart: readonly Recorder[] = [
  surveyDates,
  surveyDevices,
  surveyLanguages,
  surveyPages,
  surveyPlace,
  surveySegment,
  surveyShare,
  surveyVisitors,
  surveyCheckoutLeft,
  surveyCheckoutReturn,
  surveyEvent,
  surveyRageClick,
  surveyExit,
  surveyFeature,
  surveyScroll,
  surveyTime,
  surveyVariants,
];
