import { type Survey, surveySchema } from '@telltale/protocol';
import type { Document, Documents } from '@telltale/store';
import { z } from 'zod';

/** What a survey can be: being written, shown, shown no more, put away. */
export const surveyStates = ['draft', 'live', 'ended', 'archived'] as const;

/** What a survey can be. */
export type SurveyState = (typeof surveyStates)[number];

const bodySchema = z.object({
  state: z.enum(surveyStates),
  survey: surveySchema,
  /** Epoch ms of when it was first shown; null until then. */
  liveAt: z.number().nullable(),
  /** Epoch ms; null while it is not over. */
  endedAt: z.number().nullable(),
  /** Who ended it: a person or program, the number of answers, its end date. */
  endedBy: z.enum(['person', 'answers', 'date']).nullable(),
});

/** A survey, what became of it, and who wrote it when. */
export interface KeptSurvey extends z.output<typeof bodySchema> {
  id: string;
  /** 1 for the first; every change makes the next. The survey's own `version` changes only with what visitors read. */
  revision: number;
  /** `person:<id>` or `key:<id>`. */
  changedBy: string;
  /** Epoch ms. */
  changedAt: number;
}

interface WrittenSurvey extends z.output<typeof bodySchema> {
  siteId: string;
  author: string;
  /** The revision that was read before the change; 0 where there must be none yet. */
  expectedRevision: number;
}

/** The surveys that people made, as documents of their sites. */
export interface KeptSurveys {
  /** In the order of their ids. @throws StoreError */
  list(siteId: string): Promise<KeptSurvey[]>;
  /** All that it was, the latest first. @throws StoreError */
  history(siteId: string, id: string): Promise<KeptSurvey[]>;
  /** @throws StoreError `conflict` when somebody else was faster */
  write(survey: WrittenSurvey): Promise<KeptSurvey>;
  /** @throws StoreError */
  remove(survey: { siteId: string; id: string; author: string }): Promise<void>;
}

const KIND = 'survey';

const keptOf = ({ id, body, version, author, createdAt }: Document): KeptSurvey => ({
  id,
  ...bodySchema.parse(body),
  revision: version,
  changedBy: author,
  changedAt: createdAt,
});

/** Opens the surveys. `documents` throws a Refusal while the store cannot be reached. */
export const createKeptSurveys = (documents: () => Documents): KeptSurveys => ({
  list: async (siteId) => (await documents().list({ kind: KIND, siteId })).map(keptOf),
  history: async (siteId, id) =>
    (await documents().history({ kind: KIND, siteId, id })).filter(({ isRemoved }) => !isRemoved).map(keptOf),
  write: async ({ siteId, author, expectedRevision, survey, ...body }) => {
    const key = { kind: KIND, siteId, id: survey.id };
    // A removed one leaves its revisions behind: the next goes on from there.
    const [latest] = expectedRevision > 0 ? [] : await documents().history(key);
    const expectedVersion = latest?.isRemoved ? latest.version : expectedRevision;
    return keptOf(await documents().put({ ...key, author, expectedVersion, body: { survey, ...body } }));
  },
  remove: (place) => documents().remove({ kind: KIND, ...place }),
});

/** What visitors read of a survey: where it changes, another version begins. */
export const wordingOf = ({ questions, thanks, words }: Survey): string => JSON.stringify({ questions, thanks, words });
