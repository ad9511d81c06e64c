import { cartAdd } from './cart-add.ts';
import { checkoutField } from './checkout-field.ts';
import { checkoutStep } from './checkout-step.ts';
import { click } from './click.ts';
import { custom } from './custom.ts';
import { error } from './error.ts';
import { exposure } from './exposure.ts';
import { featureInspection } from './feature-inspection.ts';
import { fileDownload } from './file-download.ts';
import { identify } from './identify.ts';
import { outboundClick } from './outbound-click.ts';
import { pageEngagement } from './page-engagement.ts';
import { pageNotFound } from './page-not-found.ts';
import { pageView } from './page-view.ts';
import { purchase } from './purchase.ts';
import { refund } from './refund.ts';
import { siteSearch } from './site-search.ts';
import { surveyAnswer } from './survey-answer.ts';
import { surveyCompleted } from './survey-completed.ts';
import { surveyDismissed } from './survey-dismissed.ts';
import { surveyShown } from './survey-shown.ts';
import { variantPreview } from './variant-preview.ts';
import { variantRedirect } from './variant-redirect.ts';
import { webVital } from './web-vital.ts';

/** Every event kind there is. A new one is a file beside this one and a line here. */
export const eventKinds = [
  pageView,
  pageEngagement,
  featureInspection,
  click,
  outboundClick,
  fileDownload,
  siteSearch,
  pageNotFound,
  cartAdd,
  checkoutStep,
  checkoutField,
  purchase,
  refund,
  surveyShown,
  surveyAnswer,
  surveyCompleted,
  surveyDismissed,
  exposure,
  variantRedirect,
  variantPreview,
  webVital,
  error,
  identify,
  custom,
] as const;
