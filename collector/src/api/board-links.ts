import { Hono } from 'hono';
import { z } from 'zod';
import { newPasswordSchema } from '../access/passwords.ts';
import { authorOf } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { findBoard } from './boards.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const path = '/sites/{site}/boards/{board}/links';

/** More are not looked after by anyone. */
const MOST_LINKS = 100;
const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

const newLink = z.strictObject({
  days: z
    .int()
    .min(1)
    .max(MOST_DAYS)
    .default(DEFAULT_DAYS)
    .describe('So many times 24 hours it opens the board; it can be taken back at any time.'),
  password: newPasswordSchema.optional().describe('Left out: the link alone opens the board.'),
});

const linkAnswer = z.object({
  id: z.string(),
  siteId: z.string(),
  boardId: z.string(),
  hasPassword: z.boolean(),
  createdAt: z.number().describe('Epoch ms.'),
  endsAt: z.number().describe('Epoch ms; from then on it opens nothing.'),
  lastUsedAt: z.number().nullable().describe('Epoch ms, to the hour; null while nobody opened it.'),
});

/** What the description of the API says about this resource. */
export const boardLinkOperations: readonly Operation[] = [
  {
    method: 'get',
    path,
    id: 'listBoardLinks',
    summary: 'The links with which people without an account see a board, without what opens it.',
    access: 'sites:write',
    answer: z.object({ links: z.array(linkAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path,
    id: 'createBoardLink',
    summary: `Makes a link with which anybody sees this one board, as it is then and as it changes, until it ends. Its answer is the only time the link can be read. At most ${MOST_LINKS} stand for a site.`,
    access: 'sites:write',
    body: newLink,
    answer: z.object({ link: linkAnswer, url: z.string() }),
    status: 201,
  },
  {
    method: 'delete',
    path: `${path}/{link}`,
    id: 'removeBoardLink',
    summary: 'Takes a link back. Every collector refuses it within 5 s.',
    access: 'sites:write',
    status: 204,
  },
];

/** The links to a site's boards: list, make, take back. */
export const boardLinkRoutes = ({ sites, boards, sharing, audit, nowMs, publicUrl }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/sites/:site/boards/:board/links', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const board = findBoard(await boards.list(site.id), c.req.param('board'));
      return c.json({ links: await sharing.links.ofBoard(site.id, board.id) });
    })
    .post('/sites/:site/boards/:board/links', jsonBody(newLink), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const board = findBoard(await boards.list(site.id), c.req.param('board'));
      const { days, password } = c.req.valid('json');
      if ((await sharing.links.count(site.id)) >= MOST_LINKS)
        throw new Refusal(
          409,
          'too_many_links',
          `The site has ${MOST_LINKS} links: take one back before you make another.`,
        );
      const { link, token } = await sharing.links.create({
        siteId: site.id,
        boardId: board.id,
        endsAt: nowMs() + days * DAY_MS,
        password: password === undefined ? null : await sharing.keepPassword(password),
        author: authorOf(c.var.principal),
      });
      await audit(c, {
        action: 'board_link.create',
        siteId: site.id,
        object: link.id,
        changes: [
          { field: 'board', to: board.id },
          { field: 'endsAt', to: link.endsAt },
          { field: 'hasPassword', to: link.hasPassword },
        ],
      });
      // Behind the "#", which no browser sends: the token stands in no log of a proxy, and in no Referer.
      return c.json({ link, url: `${publicUrl}/shared#${token}` }, 201);
    })
    .delete('/sites/:site/boards/:board/links/:link', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const [boardId, id] = [c.req.param('board'), c.req.param('link')];
      if (!(await sharing.links.remove({ siteId: site.id, boardId, id, author: authorOf(c.var.principal) })))
        throw new Refusal(404, 'unknown_link', 'This board has no such link.', { path: 'link' });
      await audit(c, { action: 'board_link.remove', siteId: site.id, object: id });
      return c.body(null, 204);
    });
