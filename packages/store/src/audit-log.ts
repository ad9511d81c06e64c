import type { Engine } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';

/** One changed value; secrets never stand here. */
export interface AuditChange {
  field: string;
  /** JSON value; left out when there was none. */
  from?: unknown;
  /** JSON value; left out when there is none any more. */
  to?: unknown;
}

/** One administrative act. */
export interface AuditEntry {
  /** Unique; the same entry written twice stands once. */
  id: string;
  /** Epoch ms. */
  at: number;
  /** Empty when the act is about no site. */
  siteId: string;
  actor: { kind: 'person' | 'key' | 'collector'; id: string; name: string };
  /** Where the request came from, truncated; empty when nobody sent one. */
  address: string;
  /** A verb and its object: `site.change`, `key.create`. */
  action: string;
  /** What was acted upon, such as a key's id. */
  object: string;
  changes: readonly AuditChange[];
}

export interface AuditFilter {
  siteId?: string;
  action?: string;
  actorId?: string;
  /** From this time on, epoch ms. */
  from?: number;
  /** Before this time, epoch ms. */
  before?: number;
  /** Only entries older than this one. */
  after?: { at: number; id: string };
  limit: number;
}

/** The audit log: entries are added, never changed; they go after two years. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter): Promise<AuditEntry[]>;
}

const READ_TIMEOUT_MS = 30_000;

const instant = (name: string) => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;

const conditions = {
  siteId: 'site_id = {siteId:String}',
  action: 'action = {action:String}',
  actorId: 'actor_id = {actorId:String}',
  from: `at >= ${instant('from')}`,
  before: `at < ${instant('before')}`,
  after: `(at, id) < (${instant('afterAt')}, {afterId:String})`,
} as const;

/** Opens the audit log of an engine. */
export const openAuditLog = (engine: Engine): AuditLog => ({
  async append({ actor, changes, ...entry }) {
    try {
      await engine.write((writer) =>
        writer.run({
          sql: `INSERT INTO audit_log SELECT ${instant('at')}, {id:String}, {siteId:String}, {actorKind:String}, {actorId:String},
            {actorName:String}, {address:String}, {action:String}, {object:String}, {changes:String}`,
          params: {
            ...entry,
            actorKind: actor.kind,
            actorId: actor.id,
            actorName: actor.name,
            changes: JSON.stringify(changes),
          },
          settings: { insert_deduplication_token: entry.id },
        }),
      );
    } catch (error) {
      throw toStoreError(error, 'writing the audit log');
    }
  },
  async list({ after, limit, ...filter }) {
    const wanted = Object.entries(conditions)
      .filter(([name]) => (name === 'after' ? after : filter[name as keyof typeof filter]) !== undefined)
      .map(([, sql]) => sql);
    const { bytes } = await engine.read({
      sql: `SELECT toUnixTimestamp64Milli(at) AS at_ms, id, site_id, actor_kind, actor_id, actor_name, address, action, object, changes
        FROM audit_log ${wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : ''} ORDER BY at DESC, id DESC LIMIT {limit:UInt32}`,
      params: { ...filter, limit, afterAt: after?.at, afterId: after?.id },
      format: 'JSONCompact',
      timeoutMs: READ_TIMEOUT_MS,
    });
    return readCompactAnswer(bytes).rows.map((row) => ({
      id: String(row.id),
      at: Number(row.at_ms),
      siteId: String(row.site_id),
      actor: {
        kind: row.actor_kind as AuditEntry['actor']['kind'],
        id: String(row.actor_id),
        name: String(row.actor_name),
      },
      address: String(row.address),
      action: String(row.action),
      object: String(row.object),
      changes: JSON.parse(String(row.changes)) as AuditChange[],
    }));
  },
});
