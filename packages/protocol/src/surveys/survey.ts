import { z } from 'zod';
import { openKey } from '../property.ts';
import { sentence } from './localized.ts';
import { lookSchema } from './look.ts';
import { OTHER_CHOICE, questionSchema, type SurveyQuestion } from './question.ts';
import { repeatSchema, rulesSchema } from './rules.ts';
import { wordsSchema } from './words.ts';

const MOST_QUESTIONS = 20;

/** Epoch ms, whole. */
const moment = z.int().min(0).max(4_102_444_800_000);

interface Fault {
  path: (string | number)[];
  message: string;
}

/** What is wrong with one question among those before it. */
const faultsOf = (question: SurveyQuestion, at: number, before: readonly SurveyQuestion[]): Fault[] => {
  const path = ['questions', at];
  const faults: Fault[] = [];
  if (before.some(({ id }) => id === question.id))
    faults.push({ path: [...path, 'id'], message: `an id of its own; "${question.id}" is another question's` });
  if (question.kind === 'choice') {
    const ids = question.options.map(({ id }) => id);
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) < index || (question.hasOther && id === OTHER_CHOICE))
        faults.push({ path: [...path, 'options', index, 'id'], message: `an id of its own; "${id}" is taken` });
  }
  const { showIf } = question;
  if (!showIf) return faults;
  const asked = before.find(({ id }) => id === showIf.question);
  const say = (field: string, message: string) => faults.push({ path: [...path, 'showIf', field], message });
  if (!asked) say('question', `the id of an earlier question; "${showIf.question}" is none`);
  else if (asked.kind === 'choice') {
    const known = [...asked.options.map(({ id }) => id), ...(asked.hasOther ? [OTHER_CHOICE] : [])];
    for (const id of showIf.choices ?? [])
      if (!known.includes(id)) say('choices', `ids of options of "${asked.id}"; "${id}" is none`);
    if (showIf.scoreFrom !== undefined || showIf.scoreTo !== undefined)
      say('scoreFrom', `nothing here: "${asked.id}" is answered by a choice; use "choices"`);
  } else if (showIf.choices) say('choices', `nothing here: "${asked.id}" has no options`);
  else if (asked.kind === 'text' && (showIf.scoreFrom !== undefined || showIf.scoreTo !== undefined))
    say('scoreFrom', `nothing here: "${asked.id}" is answered in words`);
  return faults;
};

/** A survey as its owner makes it: what is asked, in which words and looks, when and whom. Its state (draft, live) is not in it. */
export const surveySchema = z
  .strictObject({
    /** Names the survey in events; it never changes. */
    id: openKey,
    /** 1 for the first; changed questions or wording make the next. Answers say which they were given to. */
    version: z.int().min(1).max(1_000_000),
    /** What the owner calls it; visitors never see it. */
    title: z.string().trim().min(1).max(120),
    /** Asked one after the other. The languages of the first one's text are the survey's; its first language is the fall-back. */
    questions: z
      .array(questionSchema)
      .min(1, 'at least one question')
      .max(MOST_QUESTIONS, `at most ${MOST_QUESTIONS} questions`),
    /** What is said at the end. */
    thanks: sentence(),
    words: wordsSchema.default({}),
    look: lookSchema.prefault({}),
    rules: rulesSchema,
    /** Of several that are due at once the highest appears; of equal ones the first. */
    priority: z.int().min(0).max(100).default(50),
    repeat: repeatSchema.default({ rule: 'once' }),
    /** Who closed or ignored it is left in peace for so long. */
    snoozeDays: z.int().min(0).max(3_650).default(90),
    /** Epoch ms; null: from now on. */
    startsAt: moment.nullable().default(null),
    /** Epoch ms; null: until somebody ends it. */
    endsAt: moment.nullable().default(null),
    /** Ended by the collector once so many visitors have completed it; null: never. */
    stopAfterAnswers: z.int().min(1).max(10_000_000).nullable().default(null),
  })
  .superRefine(({ questions, startsAt, endsAt }, context) => {
    for (const [at, question] of questions.entries())
      for (const { path, message } of faultsOf(question, at, questions.slice(0, at)))
        context.addIssue({ code: 'custom', path, message });
    if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
      context.addIssue({ code: 'custom', path: ['endsAt'], message: 'a moment after "startsAt"' });
  });

/** A survey as its owner makes it, everything decided. */
export type Survey = z.infer<typeof surveySchema>;

/** A survey as it is written: what is left out is at its default. */
export type SurveyDraft = z.input<typeof surveySchema>;

/** The languages of a survey, its fall-back first. */
export const languagesOf = ({ questions }: Pick<Survey, 'questions'>): string[] =>
  Object.keys(questions[0]?.text ?? {});
