import { randomUUID } from 'node:crypto';
import { HORIZON_HOURS } from '@telltale/store';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, may, requirePerson } from '../access/principal.ts';
import {
  DELETION_STANDS_MS,
  type Deletion,
  deletionSchema,
  deletionTargetSchema,
  selectionsOf,
  targetDigest,
} from '../deletion/deletion.ts';
import { MOST_VISITORS } from '../deletion/run-deletion.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const newDeletion = z.strictObject({
  target: deletionTargetSchema,
  /** True only counts: nothing is deleted. */
  dryRun: z.boolean().default(false),
});

/** A deletion as the API shows it. */
const deletionAnswer = deletionSchema
  .pick({
    id: true,
    siteId: true,
    target: true,
    requestedAt: true,
    requestedBy: true,
    status: true,
    events: true,
    erased: true,
    monthsDone: true,
    months: true,
    finishedAt: true,
    message: true,
  })
  .extend({
    /** Until then it holds for what arrives late; epoch ms, null while it is not done. */
    standsUntil: z.number().nullable(),
    idsFreeAt: z
      .number()
      .nullable()
      .describe(
        'Epoch ms; until then an event under the id of one that is gone counts as a copy of it: an import refuses it as "id_used_lately". Null while it is not done.',
      ),
  });

const requestAnswer = z.object({
  /** What is there now that it means. What waits in a spool comes on top. */
  events: z.number(),
  visitors: z.number(),
  months: z.array(z.object({ month: z.string(), events: z.number() })),
  /** Null when it was a dry run. */
  deletion: deletionAnswer.nullable(),
});

/** What the description of the API says about this resource. */
export const deletionOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/deletions',
    id: 'requestDeletion',
    summary:
      'Deletes a visitor, a customer, a range of time or the whole site, for good. Answers with what is there now that it means; with "dryRun" that is all. The deleting goes on by itself: ask for the deletion to see how far it is. It holds for 90 days for what arrives late.',
    access: 'events:delete',
    body: newDeletion,
    answer: requestAnswer,
    status: 200,
  },
  {
    method: 'get',
    path: '/deletions',
    id: 'listDeletions',
    summary:
      'Deletions that were requested, those of removed sites included, newest first. After 90 days they are forgotten.',
    access: 'events:delete',
    answer: z.object({ deletions: z.array(deletionAnswer) }),
    status: 200,
  },
  {
    method: 'get',
    path: '/deletions/{deletion}',
    id: 'getDeletion',
    summary: 'One deletion and how far it is.',
    access: 'events:delete',
    answer: deletionAnswer,
    status: 200,
  },
];

const shown = ({ worker: _w, beatAt: _b, visitorIds: _v, ...deletion }: Deletion): z.infer<typeof deletionAnswer> => ({
  ...deletion,
  standsUntil: deletion.finishedAt === null ? null : deletion.finishedAt + DELETION_STANDS_MS,
  idsFreeAt: deletion.finishedAt === null ? null : deletion.finishedAt + HORIZON_HOURS * 3_600_000,
});

/** Deletions: request, list, follow. */
export const deletionRoutes = ({ sites, storeLink, deletions, audit, nowMs }: ApiParts) =>
  new Hono<ApiEnv>()
    .post('/sites/:site/deletions', jsonBody(newDeletion), async (c) => {
      const { principal } = c.var;
      const site = siteOf(sites, principal, c.req.param('site'), 'events:delete');
      const { target, dryRun } = c.req.valid('json');
      const { erasure } = storeLink.required();
      const requestedAt = nowMs();
      if (target.type === 'site') {
        requirePerson(principal);
        if (target.name !== site.name)
          throw new Refusal(400, 'wrong_name', 'This is not the name of the site. Nothing was deleted.', {
            path: 'target.name',
          });
      }
      const visitorIds =
        target.type === 'customer'
          ? await erasure.visitorsOf({ siteId: site.id, customerId: target.customerId, limit: MOST_VISITORS + 1 })
          : [];
      if (visitorIds.length > MOST_VISITORS)
        throw new Refusal(
          400,
          'too_many_visitors',
          `More than ${MOST_VISITORS} visitors carried this id: that is no single customer. Delete visitors or a range of time.`,
          { path: 'target.customerId' },
        );
      const deletion: Deletion = {
        id: randomUUID(),
        siteId: site.id,
        target,
        requestedAt,
        requestedBy: authorOf(principal),
        status: 'waiting',
        events: 0,
        erased: 0,
        monthsDone: 0,
        months: 0,
        finishedAt: null,
        message: '',
        worker: '',
        beatAt: requestedAt,
        visitorIds,
      };
      const { events, visitors, months } = await erasure.count(selectionsOf(deletion));
      const found: z.infer<typeof requestAnswer> = { events, visitors, months, deletion: null };
      if (dryRun) return c.json(found);
      const booked = await deletions.book.add({ ...deletion, events, months: months.length });
      // What is sent to it no longer gets in. A crash before this line leaves it to the deletion, which removes the site as well.
      if (target.type === 'site') await sites.remove(site.id, authorOf(principal));
      await audit(c, {
        action: 'deletion.request',
        siteId: site.id,
        object: targetDigest(target),
        changes: [{ field: 'events', to: events }],
      });
      deletions.wake();
      return c.json({ ...found, deletion: shown(booked.deletion) });
    })
    .get('/deletions', async (c) => {
      const { principal } = c.var;
      const all = (await deletions.book.list()).map(({ deletion }) => deletion);
      return c.json({ deletions: all.filter(({ siteId }) => may(principal, 'events:delete', siteId)).map(shown) });
    })
    .get('/deletions/:deletion', async (c) => {
      const { principal } = c.var;
      const booked = await deletions.book.get(c.req.param('deletion'));
      if (!booked || !may(principal, 'events:delete', booked.deletion.siteId))
        throw new Refusal(404, 'unknown_deletion', 'There is no such deletion; after 90 days it is forgotten.', {
          path: 'deletion',
        });
      return c.json(shown(booked.deletion));
    });
