import { type SurveyDraft, surveySchema } from '@telltale/protocol';
import { z } from 'zod';

/** A survey as sites held it when there was one kind: a score from 0 to 10, and a reason. */
const formerSurvey = z.object({
  id: z.string(),
  version: z.int(),
  questionId: z.string(),
  texts: z.record(
    z.string(),
    z.object({
      question: z.string(),
      lowLabel: z.string(),
      highLabel: z.string(),
      followUp: z.string().optional(),
      thanks: z.string(),
      submit: z.string(),
      dismiss: z.string(),
    }),
  ),
  trigger: z.object({ kind: z.string(), delayMs: z.number() }),
});

type FormerTexts = z.infer<typeof formerSurvey>['texts'][string];

const mended = (kept: unknown): unknown => {
  const former = formerSurvey.safeParse(kept);
  if (!former.success) return kept;
  const { id, version, questionId, texts, trigger } = former.data;
  const said = (choose: (texts: FormerTexts) => string | undefined) =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([language, one]) => {
        const text = choose(one)?.trim();
        return text ? [[language, text]] : [];
      }),
    );
  const some = (choose: (texts: FormerTexts) => string | undefined) => {
    const found = said(choose);
    return Object.keys(found).length > 0 ? found : undefined;
  };
  const followUp = some(({ followUp: text }) => text);
  const draft: SurveyDraft = {
    id,
    version,
    title: id,
    questions: [
      {
        id: questionId,
        kind: 'nps',
        text: said(({ question }) => question),
        low: some(({ lowLabel }) => lowLabel),
        high: some(({ highLabel }) => highLabel),
      },
      ...(followUp ? [{ id: `${questionId}-why`, kind: 'text' as const, text: followUp }] : []),
    ],
    thanks: some(({ thanks }) => thanks) ?? { en: 'Thank you.' },
    words: { send: some(({ submit }) => submit), dismiss: some(({ dismiss }) => dismiss) },
    rules: {
      triggers: [{ on: 'event', kind: trigger.kind }],
      delaySeconds: trigger.delayMs / 1000,
    },
  };
  const survey = surveySchema.safeParse(draft);
  return survey.success ? survey.data : kept;
};

/** A kept site whose surveys are in the form that they have now. */
export const mendSurveys = <Kept extends { surveys: readonly unknown[] }>(kept: Kept): Kept => ({
  ...kept,
  surveys: kept.surveys.map(mended),
});
