import type { ReadySurvey } from './ready-survey.ts';

/** Why somebody leaves a checkout without buying. */
export const whatStoppedYou = {
  id: 'what_stopped_you',
  titles: { en: 'What stopped you today?', ar: 'ما الذي منعك اليوم؟' },
  purposes: {
    en: 'Why orders are not completed. Appears to who leaves a checkout; the answers stand beside the abandoned checkouts.',
    ar: 'لماذا لا تكتمل الطلبات. يظهر لمن يغادر إتمام الشراء، وتظهر الإجابات بجانب السلال المتروكة.',
  },
  survey: {
    questions: [
      {
        id: 'stopped_by',
        kind: 'choice',
        text: {
          en: 'What stopped you from completing your order today?',
          ar: 'ما الذي منعك من إتمام طلبك اليوم؟',
        },
        options: [
          { id: 'price', text: { en: 'The price', ar: 'السعر' } },
          { id: 'delivery_cost', text: { en: 'Delivery costs too much', ar: 'تكلفة التوصيل مرتفعة' } },
          { id: 'delivery_time', text: { en: 'Delivery takes too long', ar: 'التوصيل يستغرق وقتًا طويلًا' } },
          { id: 'payment', text: { en: 'My way to pay is missing', ar: 'لم أجد طريقة الدفع التي تناسبني' } },
          { id: 'form', text: { en: 'Something did not work', ar: 'لم يعمل شيء ما' } },
          { id: 'trust', text: { en: 'I am not sure about the shop', ar: 'لست مطمئنًا إلى المتجر' } },
          { id: 'only_looking', text: { en: 'I am only looking', ar: 'أتصفّح فقط' } },
        ],
        hasOther: true,
      },
      {
        id: 'unanswered',
        kind: 'text',
        text: { en: 'Is there a question we did not answer?', ar: 'هل بقي لديك سؤال لم نُجب عنه؟' },
        showIf: { question: 'stopped_by', choices: ['payment', 'form', 'trust', 'other'] },
      },
    ],
    thanks: { en: 'Thank you. Your cart waits for you.', ar: 'شكرًا لك. سلّتك بانتظارك.' },
    rules: { triggers: [{ on: 'checkout_left' }] },
    priority: 70,
  },
} as const satisfies ReadySurvey;
