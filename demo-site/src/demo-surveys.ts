import type { SurveyDraft } from '@telltale/protocol';

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

/** What stopped the visitor? Asked of whoever leaves the checkout with something in the cart. */
export const leftCheckout = {
  id: 'left_checkout',
  version: 1,
  title: 'What stopped you',
  questions: [
    {
      id: 'stopped_by',
      kind: 'choice',
      text: {
        en: 'What stopped you from completing your order today?',
        ar: 'ما الذي منعك من إتمام طلبك اليوم؟',
      },
      options: [
        { id: 'delivery_cost', text: { en: 'Delivery costs too much', ar: 'تكلفة التوصيل مرتفعة' } },
        { id: 'price', text: { en: 'The price', ar: 'السعر' } },
        { id: 'form', text: { en: 'The form did not work', ar: 'لم يعمل النموذج' } },
        { id: 'payment', text: { en: 'My way to pay is missing', ar: 'لم أجد طريقة الدفع التي تناسبني' } },
        { id: 'only_looking', text: { en: 'I am only looking', ar: 'أتصفّح فقط' } },
      ],
      hasOther: true,
    },
    {
      id: 'unanswered',
      kind: 'text',
      text: {
        en: 'Is there a question that we did not answer?',
        ar: 'هل بقي لديك سؤال لم نُجب عنه؟',
      },
      showIf: { question: 'stopped_by', choices: ['form', 'payment', 'other'] },
    },
  ],
  thanks: {
    en: 'Thank you. Your cart is kept for you.',
    ar: 'شكرًا لك. سلّتك محفوظة لك.',
  },
  rules: { triggers: [{ on: 'checkout_left' }], exceptPages: ['*/thank-you/'] },
  priority: 60,
} as const satisfies SurveyDraft;

/** The demo shop's surveys. */
export const demoSurveys = [afterPurchase, leftCheckout] as const;
