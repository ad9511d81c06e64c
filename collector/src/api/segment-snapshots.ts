import { compileSegmentMembers, decodeSegmentMembers } from '@telltale/query';
import { Hono } from 'hono';
import { authorOf } from '../access/principal.ts';
import { boundedMembers, MOST_MEMBERS } from '../segments/bounded-members.ts';
import { refuseList } from '../segments/listed-members.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { questionContext } from './question-context.ts';
import { questionRefusal } from './questions.ts';
import { findSegment, segmentAnswer } from './segments.ts';
import { siteOf } from './site-of.ts';

const path = '/sites/{site}/segments/{segment}/snapshot';

/** What the description of the API says about this resource. */
export const snapshotOperations: readonly Operation[] = [
  {
    method: 'post',
    path,
    id: 'takeSnapshot',
    summary: `Keeps who is in a saved segment now, at most ${MOST_MEMBERS} visitors: from then on they are its members, whatever they do, but for those who are erased. Asked again, it is taken anew.`,
    access: 'segments:write',
    answer: segmentAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path,
    id: 'removeSnapshot',
    summary: 'Makes a segment live again: its members are those who fulfil its condition whenever it is asked.',
    access: 'segments:write',
    answer: segmentAnswer,
    status: 200,
  },
];

/** Snapshots of saved segments: take one, remove it. */
export const snapshotRoutes = (parts: ApiParts) => {
  const { sites, segments, storeLink, audit, nowMs } = parts;
  return new Hono<ApiEnv>()
    .post('/sites/:site/segments/:segment/snapshot', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const store = storeLink.required();
      const saved = findSegment(await segments.list(site.id), c.req.param('segment'));
      refuseList(saved);
      const { id, title, condition, version } = saved;
      const takenAt = nowMs();
      const membersNow = async () => {
        try {
          const context = await questionContext(parts, site, condition);
          const query = compileSegmentMembers({ condition, limit: MOST_MEMBERS + 1 }, context);
          return decodeSegmentMembers((await store.rows(query, { signal: c.req.raw.signal })).rows);
        } catch (error) {
          throw questionRefusal(error);
        }
      };
      const visitorIds = boundedMembers(id, await membersNow());
      const kept = await segments.takeSnapshot({
        siteId: site.id,
        id,
        title,
        condition,
        takenAt,
        visitorIds,
        author: authorOf(c.var.principal),
        expectedVersion: version,
      });
      await audit(c, { action: 'segment.snapshot', siteId: site.id, object: id });
      return c.json(kept);
    })
    .delete('/sites/:site/segments/:segment/snapshot', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'segments:write');
      const saved = findSegment(await segments.list(site.id), c.req.param('segment'));
      refuseList(saved);
      const { id, title, condition, version } = saved;
      const kept = await segments.write({
        siteId: site.id,
        id,
        title,
        condition,
        snapshot: null,
        author: authorOf(c.var.principal),
        expectedVersion: version,
      });
      await audit(c, { action: 'segment.thaw', siteId: site.id, object: id });
      return c.json(kept);
    });
};
