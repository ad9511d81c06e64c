import type { CheckoutStep, Language } from '../catalog.ts';
import { afterPurchase, leftCheckout } from '../demo-surveys.ts';
import type { Memory } from './memory.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Recording } from './recording.ts';

/** Who is asked, and where it is written down. */
interface SurveyScene {
  recording: Recording;
  person: Person;
  memory: Memory;
  random: Random;
}

type Mood = 'detractor' | 'passive' | 'promoter';

/** What people write, by language and mood. */
const words: Record<Language, Record<Mood, readonly [string, ...string[]]>> = {
  en: {
    detractor: [
      'The payment form kept refusing my card number.',
      'Very slow on my phone. I almost gave up.',
      'Delivery cost came as a surprise at the end.',
    ],
    passive: ['Good gear, but I missed photos of the lining.', 'All fine. More sizes in stock would help.'],
    promoter: [
      'The size guide was spot on.',
      'Quick, clear, and the compass is beautiful.',
      'Free returns made it an easy decision.',
    ],
  },
  ar: {
    detractor: [
      'رفض نموذج الدفع رقم بطاقتي أكثر من مرة.',
      'الموقع بطيء جدًا على هاتفي، وكدت أتراجع عن الشراء.',
      'فوجئت بتكلفة التوصيل في آخر خطوة.',
    ],
    passive: ['المنتجات جيدة، لكن ينقصها صور أكثر للتفاصيل.', 'كل شيء مقبول، وأتمنى توفّر مقاسات أكثر.'],
    promoter: ['دليل المقاسات دقيق جدًا.', 'تجربة سريعة وواضحة، والبوصلة رائعة.', 'الإرجاع المجاني سهّل عليّ القرار.'],
  },
};

/** 0–6, 7–8, 9–10. */
const moodOf = (score: number): Mood => (score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor');

/** How gladly a customer recommends the shop: slow pages and failing fields cost points. */
const scoreOf = ({ slowness }: Person, { frictionCount }: Memory, random: Random): number => {
  const experience = 10.6 - 0.9 * slowness - 1.3 * frictionCount;
  return Math.min(10, Math.max(0, Math.round(experience + 1.1 * random.normal())));
};

/** One showing of a survey, as the tag would tell it. */
const show = (
  { id, version }: { id: string; version: number },
  trigger: 'event' | 'checkout_left',
  { recording, person, memory, random }: SurveyScene,
) => {
  const about = {
    surveyId: id,
    surveyVersion: version,
    responseId: random.id(),
    surveyLanguage: person.place.language,
    trigger,
    checkoutId: memory.checkoutId,
  };
  recording.emit('survey_shown', about);
  recording.stay(random.around(6000, 0.5));
  return about;
};

/** The survey appears after a purchase; most answer, some close it, some let it be. */
export const answerSurvey = (scene: SurveyScene): void => {
  const { recording, person, memory, random } = scene;
  const [recommend, reason] = afterPurchase.questions;
  memory.isSurveyed = true;
  recording.stay(afterPurchase.rules.delaySeconds * 1000);
  const about = show(afterPurchase, 'event', scene);
  const reaction = random.weighted([
    ['answer', 62],
    ['dismiss', 26],
    ['ignore', 12],
  ] as const);
  if (reaction === 'dismiss') recording.emit('survey_dismissed', { ...about, questionNumber: 1 });
  if (reaction !== 'answer') return;
  const score = scoreOf(person, memory, random);
  recording.emit('survey_answer', {
    ...about,
    questionId: recommend.id,
    questionKind: recommend.kind,
    questionNumber: 1,
    score,
  });
  const text = random.chance(0.45) ? random.pick(words[person.place.language][moodOf(score)]) : undefined;
  recording.stay(random.around(text ? 15_000 : 3000, 0.5));
  if (text)
    recording.emit('survey_answer', {
      ...about,
      questionId: reason.id,
      questionKind: reason.kind,
      questionNumber: 2,
      text,
    });
  recording.emit('survey_completed', about);
};

type Reason = (typeof leftCheckout.questions)[0]['options'][number]['id'] | 'other';

/** What nobody of the crowd says. */
const never = { delivery_time: 0, trust: 0 };

/** What stops people, by the step that they leave at; with a field that failed them, mostly the form. */
const stoppers: Record<CheckoutStep, Record<Reason, number>> = {
  contact: { delivery_cost: 2, price: 4, form: 2, payment: 1, only_looking: 9, other: 2, ...never },
  delivery: { delivery_cost: 12, price: 3, form: 2, payment: 1, only_looking: 3, other: 2, ...never },
  payment: { delivery_cost: 2, price: 3, form: 4, payment: 8, only_looking: 2, other: 2, ...never },
};

/** What they say in words of their own. */
const otherWords: Record<Language, readonly [string, ...string[]]> = {
  en: ['I want to see it in a shop first.', 'Another shop has it with free delivery.'],
  ar: ['أريد أن أراه في المتجر أولًا.', 'وجدته في متجر آخر مع توصيل مجاني.'],
};

/** What they would still have to know. */
const openQuestions: Record<Language, readonly [string, ...string[]]> = {
  en: ['Can I pay when it is delivered?', 'Why is my phone number refused?', 'How long do I have to return it?'],
  ar: ['هل يمكنني الدفع عند الاستلام؟', 'لماذا يُرفض رقم هاتفي؟', 'كم مدة الإرجاع؟'],
};

/** The survey appears when the pointer leaves the checkout; few answer, and few of those say more. */
export const sayWhyLeft = (step: CheckoutStep, failureCount: number, scene: SurveyScene): void => {
  const { recording, person, memory, random } = scene;
  const { language } = person.place;
  const [stoppedBy, unanswered] = leftCheckout.questions;
  memory.isAskedWhyLeft = true;
  const about = show(leftCheckout, 'checkout_left', scene);
  const reaction = random.weighted([
    ['answer', 38],
    ['dismiss', 34],
    ['ignore', 28],
  ] as const);
  if (reaction === 'dismiss') recording.emit('survey_dismissed', { ...about, questionNumber: 1 });
  if (reaction !== 'answer') return;
  const weights = stoppers[step];
  const choice = random.weighted(
    (Object.keys(weights) as Reason[]).map(
      (reason) => [reason, weights[reason] + (reason === 'form' ? 10 * failureCount : 0)] as const,
    ),
  );
  recording.emit('survey_answer', {
    ...about,
    questionId: stoppedBy.id,
    questionKind: stoppedBy.kind,
    questionNumber: 1,
    choice,
    ...(choice === 'other' && { text: random.pick(otherWords[language]) }),
  });
  const isAsked = (unanswered.showIf.choices as readonly string[]).includes(choice);
  // Some leave without a word, with the survey open: what they said is kept.
  if (isAsked && random.chance(0.2)) return;
  if (isAsked && random.chance(0.5)) {
    recording.stay(random.around(12_000, 0.5));
    recording.emit('survey_answer', {
      ...about,
      questionId: unanswered.id,
      questionKind: unanswered.kind,
      questionNumber: 2,
      text: random.pick(openQuestions[language]),
    });
  }
  recording.emit('survey_completed', about);
};
