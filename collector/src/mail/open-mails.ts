import type { Documents } from '@telltale/store';
import type { Logger } from 'pino';
import type { SavedBoards } from '../boards/saved-boards.ts';
import type { Config } from '../config.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { createBoardMails } from './board-mails.ts';
import { createMailer } from './mailer.ts';
import { createMailing, type Mailing } from './mailing.ts';
import { type Mails, startMails } from './start-mails.ts';
import { type WritingParts, writeBoard } from './write-board.ts';

export interface OpenMailsOptions extends WritingParts {
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>;
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  boards: SavedBoards;
  sites: Pick<SiteRegistry, 'byId'>;
  log: Logger;
  lookEveryMs?: number | undefined;
}

/** Assembles boards by mail: what the API offers, and what sends them when they are due. */
export const openMails = (options: OpenMailsOptions): { mailing: Mailing; stop: Mails['stop'] } => {
  const { config, documents, boards, sites, storeLink, log, nowMs, lookEveryMs } = options;
  const mailer = createMailer(config);
  const book = createBoardMails(documents);
  const { stop } = startMails({
    mailer,
    book,
    siteById: sites.byId,
    store: storeLink.current,
    write: async ({ site, boardId, language, signal }) => {
      const board = (await boards.list(site.id)).find(({ id }) => id === boardId);
      return board && writeBoard(options, { site, board, language, signal });
    },
    log,
    nowMs,
    ...(lookEveryMs !== undefined && { lookEveryMs }),
  });
  return { mailing: createMailing({ mailer, book, nowMs }), stop };
};
