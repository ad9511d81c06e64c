import { afterPurchase } from './after-purchase.ts';
import { easeOfTask } from './ease-of-task.ts';
import { firstVisit } from './first-visit.ts';
import { howDidYouHear } from './how-did-you-hear.ts';
import { questionUnanswered } from './question-unanswered.ts';
import { rateCheckout } from './rate-checkout.ts';
import type { ReadySurvey } from './ready-survey.ts';
import { whatIsMissing } from './what-is-missing.ts';
import { whatStoppedYou } from './what-stopped-you.ts';
import { whichAlternatives } from './which-alternatives.ts';

export type { ReadySurvey } from './ready-survey.ts';
export { whatStoppedYou } from './what-stopped-you.ts';

/** Every survey that is written already. A new one is a file beside these and a line here. */
export const readySurveys: readonly ReadySurvey[] = [
  firstVisit,
  afterPurchase,
  rateCheckout,
  easeOfTask,
  whatStoppedYou,
  questionUnanswered,
  howDidYouHear,
  whichAlternatives,
  whatIsMissing,
];
