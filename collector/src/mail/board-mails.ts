import { type Documents, StoreError } from '@telltale/store';
import { z } from 'zod';
import { type Schedule, scheduleSchema } from './schedule.ts';

/** Which board. */
export interface BoardKey {
  siteId: string;
  boardId: string;
}

/** To whom a board is sent, and since when. */
export interface KeptSchedule extends BoardKey, Schedule {
  /** Epoch ms: what was due before is not sent. */
  since: number;
}

/** What became of the mails of a due time. */
export const sendingSchema = z.object({
  /** The due day: `2026-03-09`. */
  day: z.string(),
  /** When it was due, epoch ms. */
  dueAt: z.number(),
  /** `sending`: a collector is at it; `waiting`: it is tried again; `failed`: it was given up. */
  status: z.enum(['sending', 'waiting', 'sent', 'failed']),
  /** Who has it. */
  sentTo: z.array(z.string()),
  /** Whose mail the server refused for good, and why. */
  refused: z.array(z.object({ recipient: z.string(), message: z.string() })),
  /** How often it was tried. */
  tries: z.number(),
  /** When it is tried again, epoch ms; null when it is not. */
  nextTryAt: z.number().nullable(),
  /** What went wrong with the last try; empty when nothing did. */
  message: z.string(),
  /** When something last became of it, epoch ms. */
  at: z.number(),
});

/** What became of the mails of a due time. */
export type Sending = z.output<typeof sendingSchema>;

/** A sending and the version that was read: whoever writes the next one first has it. */
export interface BookedSending {
  sending: Sending;
  version: number;
}

/** The boards that are sent, and what became of it, as documents of their sites. */
export interface BoardMails {
  schedules(): Promise<KeptSchedule[]>;
  schedule(key: BoardKey): Promise<KeptSchedule | undefined>;
  setSchedule(schedule: KeptSchedule, author: string): Promise<void>;
  /** Nothing is sent any more; who got it is forgotten. @returns whether there was one. */
  remove(key: BoardKey, author: string): Promise<boolean>;
  /** What became of the latest due time. */
  sending(key: BoardKey): Promise<BookedSending | undefined>;
  /** Writes what becomes of it. @returns nothing when another collector wrote first. */
  note(key: BoardKey, sending: Sending, version: number): Promise<BookedSending | undefined>;
}

const KIND = 'board_mail';
const SENDING_KIND = 'board_mail_sending';
const AUTHOR = 'mail';
/** Addresses of a year ago help nobody. */
const KEPT_VERSIONS = 100;

const keptSchema = scheduleSchema.extend({ since: z.number() });

/** Opens the schedules. `documents` throws a Refusal while the store cannot be reached. */
export const createBoardMails = (documents: () => Documents): BoardMails => {
  const keyOf = ({ siteId, boardId }: BoardKey) => ({ kind: KIND, siteId, id: boardId });
  const sendingKeyOf = (key: BoardKey) => ({ ...keyOf(key), kind: SENDING_KIND });
  const forget = (key: BoardKey) => documents().purge(sendingKeyOf(key));

  return {
    schedules: async () =>
      (await documents().list({ kind: KIND })).map(({ siteId, id, body }) => ({
        siteId,
        boardId: id,
        ...keptSchema.parse(body),
      })),
    schedule: async (key) => {
      const found = await documents().get(keyOf(key));
      return found && { ...key, ...keptSchema.parse(found.body) };
    },
    setSchedule: async ({ siteId, boardId, ...body }, author) => {
      await documents().put({ ...keyOf({ siteId, boardId }), body, author });
    },
    remove: async (key, author) => {
      if (!(await documents().get(keyOf(key)))) return false;
      await documents().remove({ ...keyOf(key), author });
      await forget(key);
      return true;
    },
    sending: async (key) => {
      const found = await documents().get(sendingKeyOf(key));
      return found && { sending: sendingSchema.parse(found.body), version: found.version };
    },
    note: async (key, sending, version) => {
      try {
        const put = { ...sendingKeyOf(key), body: sending, author: AUTHOR, expectedVersion: version };
        const written = await documents().put(put);
        if (written.version % KEPT_VERSIONS === 0)
          await documents().purge({ ...sendingKeyOf(key), beforeVersion: written.version });
        return { sending, version: written.version };
      } catch (error) {
        if (error instanceof StoreError && error.code === 'conflict') return undefined;
        throw error;
      }
    },
  };
};
