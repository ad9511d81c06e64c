import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, requirePerson } from '../access/principal.ts';
import type { KeptBoard } from '../boards/saved-boards.ts';
import { Refusal } from '../lib/refusal.ts';
import { sendingSchema } from '../mail/board-mails.ts';
import { mailLanguages, nextDue, scheduleSchema } from '../mail/schedule.ts';
import { writeBoard } from '../mail/write-board.ts';
import type { Site } from '../sites/site.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { findBoard } from './boards.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const path = '/sites/{site}/boards/{board}/mail';

const mailAnswer = z.object({
  isPossible: z.boolean().describe('Whether the settings name a mail server.'),
  schedule: scheduleSchema.nullable(),
  nextAt: z.number().nullable().describe('When it is sent the next time, epoch ms.'),
  sending: sendingSchema.nullable().describe('What became of the latest due time.'),
});

const now = z.strictObject({ language: z.enum(mailLanguages).default('en') });

/** What the description of the API says about this resource. */
export const boardMailOperations: readonly Operation[] = [
  {
    method: 'get',
    path,
    id: 'getBoardMail',
    summary: 'To whom a board is sent and when, and what became of the last time.',
    access: 'sites:write',
    answer: mailAnswer,
    status: 200,
  },
  {
    method: 'post',
    path,
    id: 'setBoardMail',
    summary: 'Has a board sent by mail from now on, every day, week or month.',
    access: 'sites:write',
    body: scheduleSchema,
    answer: mailAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path,
    id: 'removeBoardMail',
    summary: 'Sends a board no more, and forgets who got it.',
    access: 'sites:write',
    status: 204,
  },
  {
    method: 'post',
    path: `${path}/now`,
    id: 'sendBoardNow',
    summary: 'Sends a board at once to whoever asks, and to nobody else.',
    access: 'sites:write',
    body: now,
    answer: z.object({ recipient: z.string() }),
    status: 200,
  },
];

/** Boards by mail: to whom and when, and one at once. */
export const boardMailRoutes = (parts: ApiParts) => {
  const { sites, boards, mailing, audit, nowMs } = parts;

  const shown = async (site: Site, board: KeptBoard) => {
    const key = { siteId: site.id, boardId: board.id };
    const [schedule, booked] = await Promise.all([mailing.book.schedule(key), mailing.book.sending(key)]);
    const { siteId: _, boardId: __, since: ___, ...kept } = schedule ?? { siteId: '', boardId: '', since: 0 };
    return {
      isPossible: mailing.isPossible,
      schedule: schedule ? scheduleSchema.parse(kept) : null,
      nextAt: schedule ? nextDue(schedule, site, nowMs()).at : null,
      sending: booked?.sending ?? null,
    };
  };

  return new Hono<ApiEnv>()
    .get('/sites/:site/boards/:board/mail', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      return c.json(await shown(site, findBoard(await boards.list(site.id), c.req.param('board'))));
    })
    .post('/sites/:site/boards/:board/mail', jsonBody(scheduleSchema), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const board = findBoard(await boards.list(site.id), c.req.param('board'));
      const schedule = c.req.valid('json');
      const kept = { ...schedule, siteId: site.id, boardId: board.id, since: nowMs() };
      await mailing.book.setSchedule(kept, authorOf(c.var.principal));
      await audit(c, {
        action: 'board_mail.set',
        siteId: site.id,
        object: board.id,
        changes: [
          { field: 'every', to: schedule.every },
          { field: 'hour', to: schedule.hour },
          { field: 'recipients', to: schedule.recipients.length },
        ],
      });
      return c.json(await shown(site, board));
    })
    .delete('/sites/:site/boards/:board/mail', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const boardId = c.req.param('board');
      if (!(await mailing.book.remove({ siteId: site.id, boardId }, authorOf(c.var.principal))))
        throw new Refusal(404, 'unknown_mail', 'This board is not sent to anybody.', { path: 'board' });
      await audit(c, { action: 'board_mail.remove', siteId: site.id, object: boardId });
      return c.body(null, 204);
    })
    .post('/sites/:site/boards/:board/mail/now', jsonBody(now), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const board = findBoard(await boards.list(site.id), c.req.param('board'));
      const { id, email } = requirePerson(c.var.principal);
      if (!email) throw new Refusal(409, 'no_email', 'You have no e-mail address here: give one under “Your account”.');
      const { language } = c.req.valid('json');
      const { signal } = c.req.raw;
      await mailing.sendNow(() => writeBoard(parts, { site, board, language, signal }), {
        recipient: email,
        person: id,
      });
      await audit(c, { action: 'board_mail.now', siteId: site.id, object: board.id });
      return c.json({ recipient: email });
    });
};
