import type { Language } from '../catalog.ts';
import { demoSurveys } from '../demo-config.ts';
import type { Memory } from './memory.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Recording } from './recording.ts';

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

/** The survey appears after a purchase; most answer, some close it, some let it be. */
export const answerSurvey = (recording: Recording, person: Person, memory: Memory, random: Random): void => {
  const [survey] = demoSurveys;
  if (!survey) return;
  const about = { surveyId: survey.id, surveyVersion: survey.version };
  memory.isSurveyed = true;
  recording.stay(survey.trigger.delayMs);
  recording.emit('survey_shown', about);
  recording.stay(random.around(6000, 0.5));
  const reaction = random.weighted([
    ['answer', 62],
    ['dismiss', 26],
    ['ignore', 12],
  ] as const);
  if (reaction === 'dismiss') recording.emit('survey_dismissed', about);
  if (reaction !== 'answer') return;
  const score = scoreOf(person, memory, random);
  const text = random.chance(0.45) ? random.pick(words[person.place.language][moodOf(score)]) : undefined;
  recording.emit('survey_answer', {
    ...about,
    questionId: survey.questionId,
    questionKind: survey.questionKind,
    score,
    ...(text && { text }),
  });
};
