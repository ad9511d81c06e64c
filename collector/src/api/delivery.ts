import { startOf } from '@telltale/query';
import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { z } from 'zod';
import { type ByReason, readTruth, type Truth } from '../delivery/truth.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { queryParams } from './query-params.ts';
import { siteOf } from './site-of.ts';

const epochMs = z.string().regex(/^\d{1,15}$/, 'a time in epoch milliseconds');
const deliveryQuery = z.strictObject({
  from: epochMs
    .optional()
    .describe("Epoch ms; the hour that it lies in is the first. Default: the beginning of the site's day."),
  to: epochMs.optional().describe('Epoch ms, not included. Default: now.'),
});

/** Hours of more days are for questions. */
const MOST_DAYS = 92;

const byReason = z.record(z.string(), z.number()).describe('Events by reason.');
const fates = z.object({
  received: z.number().describe('Events in the batches that were judged: accepted and rejected.'),
  accepted: z.number().describe('Events that passed: stored, duplicate, waiting and setAside.'),
  stored: z.number(),
  duplicate: z.number().describe('Copies of events that are stored.'),
  waiting: z.number().describe("On this collector's disk, not in the store yet."),
  setAside: z
    .number()
    .describe(
      'The store could not read them, or the disk damaged them; each is kept in a .refused or .damaged file of the spool.',
    ),
  rejected: byReason,
  bot: byReason.describe("Among the stored: kept apart as a bot's, by reason."),
  late: z.number().describe('Among the stored: received more than an hour after they happened.'),
  dropped: byReason.describe('Given up by the tag before it could send them, by reason: never received.'),
});
const truth = z.object({
  from: z.number(),
  to: z.number(),
  timeZone: z.string(),
  hours: z.array(fates.extend({ startAt: z.number() })),
  total: fates,
  balance: z.object({ isBalanced: z.boolean(), unaccounted: z.number() }),
});

/** What the description of the API says about this resource. */
export const deliveryOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/delivery',
    id: 'getDelivery',
    summary:
      'What became of a site\'s events, by hour in its time zone. received = accepted + rejected; accepted = stored + duplicate + waiting + setAside. With "Accept: text/csv" it is a CSV file. Batches that were refused as a whole name no site for certain: /metrics counts them by reason.',
    access: 'events:read',
    query: deliveryQuery,
    answer: truth,
    status: 200,
  },
];

const linesOf = (outcome: string, reasons: ByReason) =>
  Object.entries(reasons).map(([reason, events]) => ({ outcome, reason, events }));

const asCsv = ({ hours }: Truth): string =>
  stringify(
    hours.flatMap(({ startAt, rejected, bot, dropped, ...counts }) =>
      [
        ...Object.entries(counts).map(([outcome, events]) => ({ outcome, reason: '', events })),
        ...linesOf('rejected', rejected),
        ...linesOf('bot', bot),
        ...linesOf('dropped', dropped),
      ]
        .filter(({ events }) => events !== 0)
        .map((line) => ({ hour: new Date(startAt).toISOString(), ...line })),
    ),
    { header: true, columns: ['hour', 'outcome', 'reason', 'events'], escape_formulas: true },
  );

/** The truth about a site's events. */
export const deliveryRoutes = ({ sites, storeLink, spooledCounts, nowMs }: ApiParts) =>
  new Hono<ApiEnv>().get('/sites/:site/delivery', queryParams(deliveryQuery), async (c) => {
    const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:read');
    const asked = c.req.valid('query');
    const to = asked.to === undefined ? nowMs() : Number(asked.to);
    const from = asked.from === undefined ? startOf('day', Math.min(to, nowMs()), site) : Number(asked.from);
    if (from > to) throw new Refusal(400, 'invalid_query', 'from: it must not lie behind "to".', { path: 'from' });
    if (to - from > MOST_DAYS * 86_400_000)
      throw new Refusal(400, 'invalid_query', `from: at most ${MOST_DAYS} days are told at once.`, { path: 'from' });
    const found = await readTruth({ delivery: storeLink.required().delivery, spooled: spooledCounts, site, from, to });
    if (!c.req.header('accept')?.includes('text/csv')) return c.json(found);
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="delivery.csv"',
    };
    return c.body(asCsv(found), 200, headers) as never;
  });
