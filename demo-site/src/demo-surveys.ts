import type { SurveyDraft } from '@telltale/protocol';
import { whatStoppedYou } from '@telltale/protocol/ready-surveys';

/** Would the customer recommend the shop, and why? Asked on the thank-you page. */
export const afterPurchase = {
  id: 'after_purchase',
  version: 1,
  title: 'After a purchase',
  questions: [
    {
      id: 'recommend',
      kind: 'nps',
      text: {
        en: 'How likely are you to recommend Ribbon & Sail to a friend?',
        ar: 'ما مدى احتمال أن توصي صديقًا بمتجر شريط وشراع؟',
      },
    },
    {
      id: 'reason',
      kind: 'text',
      text: { en: 'What is the main reason for your score?', ar: 'ما السبب الرئيس وراء تقييمك؟' },
    },
  ],
  thanks: { en: 'Thank you. Fair winds!', ar: 'شكرًا لك، ورياحًا طيّبة!' },
  rules: { triggers: [{ on: 'event', kind: 'purchase' }], delaySeconds: 1.2 },
} as const satisfies SurveyDraft;

/** What stopped the visitor? The ready survey, asked of whoever leaves the checkout with something in the cart. */
export const leftCheckout = {
  ...whatStoppedYou.survey,
  id: 'left_checkout',
  version: 1,
  title: 'What stopped you',
  rules: { ...whatStoppedYou.survey.rules, exceptPages: ['*/thank-you/'] },
  priority: 60,
} as const satisfies SurveyDraft;

/** The demo shop's surveys. */
export const demoSurveys = [afterPurchase, leftCheckout] as const;
