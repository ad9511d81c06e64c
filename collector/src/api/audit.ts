import type { AuditEntry } from '@telltale/store';
import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { z } from 'zod';
import { may, type Principal } from '../access/principal.ts';
import { EVERY_SITE } from '../access/roles.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { queryParams } from './query-params.ts';

const MOST_LINES = 1_000;

const epochMs = z.coerce.number<string>().int().min(0).max(8_640_000_000_000_000);

const auditQuery = z.strictObject({
  site: z.string().optional(),
  action: z.string().optional().describe('Such as "site.change".'),
  actor: z.string().optional().describe('Id of a person or key.'),
  from: epochMs.optional().describe('Epoch ms, included.'),
  to: epochMs.optional().describe('Epoch ms, not included.'),
  after: z.string().optional().describe('"next" of the page before.'),
  limit: z.coerce.number<string>().int().min(1).max(MOST_LINES).default(100),
});

const auditEntry = z.object({
  id: z.string(),
  at: z.number(),
  siteId: z.string(),
  actor: z.object({ kind: z.enum(['person', 'key', 'collector']), id: z.string(), name: z.string() }),
  address: z.string(),
  action: z.string(),
  object: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })),
});

/** What the description of the API says about this resource. */
export const auditOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/audit',
    id: 'listAudit',
    summary:
      'What people and keys did as administrators, newest first: who, when, from which network, on what, old and new. With "Accept: text/csv" it is a CSV file. Entries go after two years. Who does not own every site names one that they own.',
    access: 'audit:read',
    query: auditQuery,
    answer: z.object({ entries: z.array(auditEntry), next: z.string().nullable() }),
    status: 200,
  },
];

const cursorOf = ({ at, id }: AuditEntry) => `${at}_${id}`;

const readCursor = (after: string) => {
  const [, at, id] = /^(\d{1,16})_([\w-]{1,64})$/.exec(after) ?? [];
  if (at === undefined || id === undefined)
    throw new Refusal(400, 'invalid_query', 'after: give the "next" of the page before.', { path: 'after' });
  return { at: Number(at), id };
};

const asCsv = (entries: readonly AuditEntry[]): string =>
  stringify(
    entries.map(({ at, actor, changes, ...entry }) => ({
      ...entry,
      at: new Date(at).toISOString(),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      changes: JSON.stringify(changes),
    })),
    {
      header: true,
      columns: ['at', 'actorKind', 'actorId', 'actorName', 'address', 'action', 'siteId', 'object', 'changes', 'id'],
      // A name that begins with "=" would be a formula to a spreadsheet.
      escape_formulas: true,
    },
  );

/** @throws Refusal 403 for entries of other sites, and of none, unless every site is the asker's */
const requireEntriesOf = (principal: Principal, site: string | undefined) => {
  if (may(principal, 'audit:read', site ?? EVERY_SITE)) return;
  throw new Refusal(403, 'missing_role', 'You own single sites: name one of them, as "?site=…".', { path: 'site' });
};

/** The audit log, page by page. */
export const auditRoutes = ({ storeLink }: ApiParts) =>
  new Hono<ApiEnv>().get('/audit', queryParams(auditQuery), async (c) => {
    const { site, action, actor, from, to, after, limit } = c.req.valid('query');
    requireEntriesOf(c.var.principal, site);
    const found = await storeLink.required().auditLog.list({
      ...(site !== undefined && { siteId: site }),
      ...(action !== undefined && { action }),
      ...(actor !== undefined && { actorId: actor }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { before: to }),
      ...(after !== undefined && { after: readCursor(after) }),
      limit: limit + 1,
    });
    const entries = found.slice(0, limit);
    const last = entries.at(-1);
    const next = found.length > limit && last ? cursorOf(last) : null;
    if (c.req.header('accept')?.includes('text/csv')) {
      if (next) c.header('x-next', next);
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit.csv"',
      };
      return c.body(asCsv(entries), 200, headers) as never;
    }
    return c.json({ entries, next });
  });
