import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { boardSchema, cardSchema, type KeptBoard, newBoardId } from '../boards/saved-boards.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

/** More are not found again by anyone. */
const MOST_BOARDS = 200;

const change = boardSchema
  .partial()
  .extend({ version: z.int().min(1).describe('The version that was read before the change.') });

const boardAnswer = z.object({
  id: z.string(),
  title: z.string(),
  cards: z.array(cardSchema),
  version: z.number(),
  changedBy: z.string(),
  changedAt: z.number().describe('Epoch ms.'),
});

/** What the description of the API says about this resource. */
export const boardOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/boards',
    id: 'listBoards',
    summary: "A site's boards: questions that are looked at together.",
    access: 'questions:read',
    answer: z.object({ boards: z.array(boardAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/boards',
    id: 'createBoard',
    summary: 'Makes a board. Who may save segments may save boards.',
    access: 'segments:write',
    body: boardSchema,
    answer: boardAnswer,
    status: 201,
  },
  {
    method: 'patch',
    path: '/sites/{site}/boards/{board}',
    id: 'changeBoard',
    summary: "Changes a board's name or its cards: all of them, in their order.",
    access: 'segments:write',
    body: change,
    answer: boardAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/sites/{site}/boards/{board}',
    id: 'removeBoard',
    summary: 'Removes a board, and the links to it; nobody gets it by mail any more.',
    access: 'segments:write',
    status: 204,
  },
];

/** @throws Refusal `unknown_board`, listing the ids that are known */
export const findBoard = (boards: readonly KeptBoard[], wanted: string): KeptBoard => {
  const found = boards.find(({ id }) => id === wanted);
  if (found) return found;
  throw new Refusal(404, 'unknown_board', `This site has no board "${wanted.slice(0, 60)}".`, {
    path: 'board',
    known: boards.map(({ id }) => id),
  });
};

/** A site's boards: list, create, change, remove. */
export const boardRoutes = ({ sites, boards, sharing, mailing, audit }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/sites/:site/boards', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json({ boards: await boards.list(site.id) });
    })
    .post('/sites/:site/boards', jsonBody(boardSchema), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      if ((await boards.list(site.id)).length >= MOST_BOARDS)
        throw new Refusal(
          409,
          'too_many_boards',
          `The site has ${MOST_BOARDS} boards: remove one before you make another.`,
        );
      const id = newBoardId();
      const kept = await boards.write({
        siteId: site.id,
        id,
        ...c.req.valid('json'),
        author: authorOf(c.var.principal),
      });
      await audit(c, { action: 'board.create', siteId: site.id, object: id });
      return c.json(kept, 201);
    })
    .patch('/sites/:site/boards/:board', jsonBody(change), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const { version, title, cards } = c.req.valid('json');
      const before = findBoard(await boards.list(site.id), c.req.param('board'));
      const kept = await boards.write({
        siteId: site.id,
        id: before.id,
        title: title ?? before.title,
        cards: cards ?? before.cards,
        author: authorOf(c.var.principal),
        expectedVersion: version,
      });
      await audit(c, { action: 'board.change', siteId: site.id, object: before.id });
      return c.json(kept);
    })
    .delete('/sites/:site/boards/:board', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const found = findBoard(await boards.list(site.id), c.req.param('board'));
      const author = authorOf(c.var.principal);
      await sharing.links.removeOf({ siteId: site.id, boardId: found.id, author });
      await mailing.book.remove({ siteId: site.id, boardId: found.id }, author);
      await boards.remove({ siteId: site.id, id: found.id, author });
      await audit(c, { action: 'board.remove', siteId: site.id, object: found.id });
      return c.body(null, 204);
    });
