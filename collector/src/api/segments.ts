import { ask, namedSegments, visitorConditionSchema } from '@telltale/query';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import { listedMembersSchema, memberIds, NOBODY } from '../segments/listed-members.ts';
import { type KeptSegment, newSegmentId } from '../segments/saved-segments.ts';
import type { Site } from '../sites/site.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { questionContext } from './question-context.ts';
import { questionRefusal } from './questions.ts';
import { siteOf } from './site-of.ts';

/** More are not found again by anyone; all of them are read when a question names one. */
const MOST_SEGMENTS = 500;

const title = z.string().trim().min(1).max(120);
const condition = visitorConditionSchema.describe('Who is in it; it may name other saved segments.');
const id = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, 'up to 60 small letters, digits and hyphens')
  .describe('By which conditions name it; it never changes.');

const newSegment = z
  .strictObject({
    id: id.optional(),
    title,
    condition: condition.optional(),
    visitors: listedMembersSchema.optional(),
  })
  .refine((written) => (written.condition === undefined) !== (written.visitors === undefined), {
    path: ['condition'],
    message: 'Say who is in it: either a condition or a list of visitors.',
  });
const change = z.strictObject({
  title: title.optional(),
  condition: condition.optional(),
  version: z.int().min(1).describe('The version that was read before the change.'),
});

/** A saved segment, as it is answered. */
export const segmentAnswer = z.object({
  id: z.string(),
  title: z.string(),
  condition: z.unknown(),
  snapshot: z
    .object({
      takenAt: z.number().describe('Epoch ms.'),
      members: z.number().describe('As it was taken; who was erased since is none any more.'),
    })
    .nullable()
    .describe('Where it is not null, the members are those of that moment, whatever became of them.'),
  version: z.number(),
  changedBy: z.string(),
  changedAt: z.number().describe('Epoch ms.'),
});

/** What the description of the API says about this resource. */
export const segmentOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/segments',
    id: 'listSegments',
    summary: "A site's saved segments, which any condition on visitors may name by id.",
    access: 'questions:read',
    answer: z.object({ segments: z.array(segmentAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/segments',
    id: 'createSegment',
    summary:
      'Saves a segment: by a condition, or by the visitors that a question listed. One that could not be asked is refused.',
    access: 'segments:write',
    body: newSegment,
    answer: segmentAnswer,
    status: 201,
  },
  {
    method: 'patch',
    path: '/sites/{site}/segments/{segment}',
    id: 'changeSegment',
    summary: 'Changes a saved segment, and with it every question that names it.',
    access: 'segments:write',
    body: change,
    answer: segmentAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/sites/{site}/segments/{segment}',
    id: 'removeSegment',
    summary: 'Removes a saved segment that no other one names.',
    access: 'segments:write',
    status: 204,
  },
];

/** @throws Refusal `unknown_segment`, listing the ids that are known */
export const findSegment = (saved: readonly KeptSegment[], wanted: string): KeptSegment => {
  const found = saved.find((segment) => segment.id === wanted);
  if (found) return found;
  throw new Refusal(404, 'unknown_segment', `This site has no saved segment "${wanted.slice(0, 60)}".`, {
    path: 'segment',
    known: saved.map((segment) => segment.id),
  });
};

/** A site's saved segments: list, create, change, remove. */
export const segmentRoutes = (parts: ApiParts) => {
  const { sites, segments, audit, nowMs } = parts;

  /** @throws Refusal when it could not be asked: something in it is not known, or it would be a part of itself */
  const check = async (site: Site, written: { id: string; title: string; condition: unknown }) => {
    const saved = await segments.list(site.id);
    const context = await questionContext(parts, site, {});
    const others = saved.filter((segment) => segment.id !== written.id);
    const withIt = { ...context, segments: [...others, written] };
    try {
      ask('segment', { condition: written.condition }, withIt);
      ask('segment', { condition: { segment: written.id } }, withIt);
    } catch (error) {
      throw questionRefusal(error);
    }
  };

  return new Hono<ApiEnv>()
    .get('/sites/:site/segments', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json({ segments: await segments.list(site.id) });
    })
    .post('/sites/:site/segments', jsonBody(newSegment), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const { id: chosen = newSegmentId(), title, condition, visitors } = c.req.valid('json');
      const saved = await segments.list(site.id);
      if (saved.some((segment) => segment.id === chosen))
        throw new Refusal(409, 'segment_exists', `There is a saved segment "${chosen}" already.`, { path: 'id' });
      if (saved.length >= MOST_SEGMENTS)
        throw new Refusal(
          409,
          'too_many_segments',
          `The site has ${MOST_SEGMENTS} saved segments: remove one before you save another.`,
        );
      const written = { siteId: site.id, id: chosen, title, author: authorOf(c.var.principal) };
      if (!visitors) await check(site, { id: chosen, title, condition });
      const kept = visitors
        ? await segments.takeSnapshot({
            ...written,
            condition: NOBODY,
            takenAt: nowMs(),
            visitorIds: memberIds(visitors),
          })
        : await segments.write({ ...written, condition, snapshot: null });
      await audit(c, { action: 'segment.create', siteId: site.id, object: chosen });
      return c.json(kept, 201);
    })
    .patch('/sites/:site/segments/:segment', jsonBody(change), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const { version, ...changed } = c.req.valid('json');
      const before = findSegment(await segments.list(site.id), c.req.param('segment'));
      if (before.snapshot && changed.condition !== undefined)
        throw new Refusal(
          409,
          'segment_is_snapshot',
          `The members of "${before.id}" are those of a moment: remove its snapshot before you change its condition.`,
          { path: 'condition' },
        );
      const written = {
        id: before.id,
        title: changed.title ?? before.title,
        condition: changed.condition ?? before.condition,
        snapshot: before.snapshot,
      };
      await check(site, written);
      const kept = await segments.write({
        siteId: site.id,
        ...written,
        author: authorOf(c.var.principal),
        expectedVersion: version,
      });
      await audit(c, { action: 'segment.change', siteId: site.id, object: before.id });
      return c.json(kept);
    })
    .delete('/sites/:site/segments/:segment', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const saved = await segments.list(site.id);
      const found = findSegment(saved, c.req.param('segment'));
      const naming = saved.filter(
        (segment) => segment.id !== found.id && namedSegments(segment.condition).includes(found.id),
      );
      if (naming.length > 0)
        throw new Refusal(409, 'segment_in_use', `Other saved segments name "${found.id}": change them first.`, {
          path: 'segment',
          known: naming.map((segment) => segment.id),
        });
      await segments.remove({ siteId: site.id, id: found.id, author: authorOf(c.var.principal) });
      await audit(c, { action: 'segment.remove', siteId: site.id, object: found.id });
      return c.body(null, 204);
    });
};
