import { randomUUID } from 'node:crypto';
import type { Document, Documents } from '@telltale/store';
import { z } from 'zod';

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** More could neither be looked at nor asked at once. */
const MOST_CARDS = 24;

/** A question on a board: what is asked, and where it was. */
export const cardSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'up to 60 small letters, digits and hyphens')
    .describe('Tells the cards of a board apart.'),
  title: text(120),
  kind: z.string().min(1).max(60).describe('The kind of question.'),
  definition: z
    .looseObject({})
    .describe(
      'The question, asked anew whenever the board is looked at. {"board": "days"} stands for the days of `view`, {"board": "compared_days"} for those they are compared with.',
    ),
  view: z.string().max(16_000).describe('Where the dashboard shows it whole: the panel, "?" and the query string.'),
});

/** What makes a board: its name and its cards, in order. */
export const boardSchema = z.strictObject({
  title: text(120),
  cards: cardSchema
    .array()
    .max(MOST_CARDS)
    .refine((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, 'the ids of the cards differ'),
});

type WrittenBoard = z.output<typeof boardSchema>;

/** A board and who wrote it when. */
export interface KeptBoard extends WrittenBoard {
  id: string;
  /** 1 for the first; a change makes the next. */
  version: number;
  /** `person:<id>` or `key:<id>`. */
  changedBy: string;
  /** Epoch ms. */
  changedAt: number;
}

interface Place {
  siteId: string;
  id: string;
  author: string;
}

/** The boards that people saved, as documents of their sites. */
export interface SavedBoards {
  /** In the order of their ids. @throws StoreError */
  list(siteId: string): Promise<KeptBoard[]>;
  /** Without `expectedVersion` over the latest, whatever it is. @throws StoreError `conflict` when somebody else was faster */
  write(board: WrittenBoard & Place & { expectedVersion?: number }): Promise<KeptBoard>;
  /** @throws StoreError `conflict` */
  remove(place: Place): Promise<void>;
}

const KIND = 'board';

const keptOf = ({ id, body, version, author, createdAt }: Document): KeptBoard => ({
  id,
  ...boardSchema.parse(body),
  version,
  changedBy: author,
  changedAt: createdAt,
});

/** An id for a new board. */
export const newBoardId = (): string => randomUUID();

/** Opens the saved boards. `documents` throws a Refusal while the store cannot be reached. */
export const createSavedBoards = (documents: () => Documents): SavedBoards => ({
  list: async (siteId) => (await documents().list({ kind: KIND, siteId })).map(keptOf),
  write: async ({ title, cards, ...place }) =>
    keptOf(await documents().put({ kind: KIND, ...place, body: { title, cards } })),
  remove: (place) => documents().remove({ kind: KIND, ...place }),
});
