import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { triedPasswordSchema } from '../access/passwords.ts';
import { comparisonNames, rangeNames } from '../boards/card-days.ts';
import { clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import type { StandingLink } from '../sharing/board-links.ts';
import { namedIn, sharedCardOf } from '../sharing/shared-board.ts';
import { answerQuestion } from './answer-question.ts';
import type { ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { questionContext } from './question-context.ts';
import { questionAnswer, questionRefusal } from './questions.ts';

const proof = {
  token: z.string().min(1).max(200).describe('What stands behind the "#" of the link.'),
  password: triedPasswordSchema
    .optional()
    .describe('Where the link has one; ten tries a minute, thirty from an address.'),
  pass: z
    .string()
    .max(200)
    .optional()
    .describe('What the first answer gave: it stands for the password, for 12 hours.'),
};
/** Two years: what a card asks is bounded, whoever has the link. */
const MOST_DAYS = 731;
const DAY_MS = 86_400_000;

const ownDays = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, 'from is not after to')
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, `at most ${MOST_DAYS} days`);
const chosenDays = {
  range: z
    .union([z.enum(rangeNames), ownDays])
    .optional()
    .describe(`Instead of the days that each card was saved with; at most ${MOST_DAYS}.`),
  comparison: z
    .enum(comparisonNames)
    .optional()
    .describe('What they are compared with, instead of what each card was saved with.'),
};
const opened = z.strictObject({ ...proof, ...chosenDays });
const asked = z.strictObject({
  ...proof,
  ...chosenDays,
  card: z.string().min(1).max(60).describe("A card's id on that board."),
});

const boardAnswer = z.object({
  title: z.string(),
  siteName: z.string(),
  timeZone: z.string(),
  endsAt: z.number().describe('Epoch ms; from then on the link opens nothing.'),
  pass: z.string().nullable().describe('Null where the link has no password.'),
  cards: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      definition: z.unknown(),
      days: z.object({ from: z.string(), to: z.string() }),
      isAnswered: z.boolean().describe('False for what only people with an account see: lists of people.'),
    }),
  ),
  placeSource: z
    .object({ attribution: z.string(), attributionUrl: z.string() })
    .describe('Whose database countries are from, as its licence wants it said where they are shown.'),
  catalog: z.object({ kinds: z.array(z.unknown()), properties: z.array(z.unknown()) }),
});

/** What the description of the API says about this resource. */
export const sharedBoardOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/shared/board',
    id: 'openSharedBoard',
    summary: 'The one board that a link opens, for people without an account.',
    access: 'public',
    body: opened,
    answer: boardAnswer,
    status: 200,
  },
  {
    method: 'post',
    path: '/shared/answer',
    id: 'answerSharedCard',
    summary:
      'Answers a card of the board that a link opens, by its id: no other question is taken. Four questions a second, over a minute.',
    access: 'public',
    body: asked,
    answer: questionAnswer,
    status: 200,
  },
];

const gone = () => new Refusal(401, 'unknown_link', 'The board of this link was removed.', { path: 'token' });

/** What people see who have a link and no account: that board, and the answers to its cards. */
export const sharedBoardRoutes = (parts: ApiParts) => {
  const { sharing, sites, boards, catalogs, config, geoDatabase, storeLink, evaluator, nowMs } = parts;

  /** @throws Refusal when the site or the board is no longer there */
  const boardOf = async ({ siteId, boardId }: StandingLink) => {
    const site = sites.byId(siteId);
    const board = site && (await boards.list(site.id)).find(({ id }) => id === boardId);
    if (!site || !board) throw gone();
    return { site, board };
  };

  return new Hono<{ Bindings: HttpBindings }>()
    .post('/shared/board', jsonBody(opened), async (c) => {
      const { range, comparison, ...shown } = c.req.valid('json');
      const { link, pass } = await sharing.open(shown, clientAddress(c.env.incoming, config));
      sharing.takeQuestion(link);
      const { site, board } = await boardOf(link);
      await sharing.links.noteUse(link);
      const { timeZone } = site;
      const options = { nowMs: nowMs(), timeZone, range, comparison };
      const cards = board.cards.map((card) => sharedCardOf(card, options));
      const { title } = board;
      const catalog = namedIn(cards, await catalogs.of(site.id));
      const { attribution, attributionUrl } = geoDatabase;
      const placeSource = { attribution, attributionUrl };
      return c.json({ title, siteName: site.name, timeZone, endsAt: link.endsAt, pass, placeSource, cards, catalog });
    })
    .post('/shared/answer', jsonBody(asked), async (c) => {
      const { range, comparison, card: wanted, ...shown } = c.req.valid('json');
      const { link } = await sharing.open(shown, clientAddress(c.env.incoming, config));
      sharing.takeQuestion(link);
      const { site, board } = await boardOf(link);
      const card = board.cards.find(({ id }) => id === wanted);
      if (!card) throw new Refusal(404, 'unknown_card', 'There is no such card on this board.', { path: 'card' });
      const options = { nowMs: nowMs(), timeZone: site.timeZone, range, comparison };
      const { kind, definition, isAnswered } = sharedCardOf(card, options);
      if (!isAnswered)
        throw new Refusal(403, 'card_not_shared', 'This card is shown to people with an account only.', {
          path: 'card',
        });
      try {
        const context = await questionContext(parts, site, definition);
        const answered = await answerQuestion(
          { store: storeLink.required(), evaluator },
          { kind, definition, context },
          { signal: c.req.raw.signal },
        );
        return c.json(answered);
      } catch (error) {
        throw questionRefusal(error);
      }
    });
};
