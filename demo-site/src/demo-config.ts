import type { ExperimentConfig, SurveyConfig } from '@telltale/protocol';

/** The wording and colour of the button that puts a product into the cart. `control` is the plain one. */
export const ctaVariants = ['control', 'free-returns'] as const;
export type CtaVariant = (typeof ctaVariants)[number];

/** The demo site's experiment: does naming the free returns on a warmer button sell more? */
export const demoExperiments: ExperimentConfig[] = [
  { id: 'cta', variants: ctaVariants.map((id) => ({ id, weight: 1 })) },
];

/** The demo site's survey: would the customer recommend the shop? Asked on the thank-you page. */
export const demoSurveys: SurveyConfig[] = [
  {
    id: 'after_purchase',
    version: 1,
    questionId: 'recommend',
    questionKind: 'nps',
    texts: {
      en: {
        question: 'How likely are you to recommend Ribbon & Sail to a friend?',
        lowLabel: 'Not likely',
        highLabel: 'Very likely',
        followUp: 'What is the main reason for your score?',
        thanks: 'Thank you. Fair winds!',
        submit: 'Send',
        dismiss: 'Not now',
      },
      ar: {
        question: 'ما مدى احتمال أن توصي صديقًا بمتجر شريط وشراع؟',
        lowLabel: 'غير محتمل',
        highLabel: 'محتمل جدًا',
        followUp: 'ما السبب الرئيس وراء تقييمك؟',
        thanks: 'شكرًا لك، ورياحًا طيّبة!',
        submit: 'إرسال',
        dismiss: 'ليس الآن',
      },
    },
    trigger: { kind: 'purchase', delayMs: 1200 },
  },
];
