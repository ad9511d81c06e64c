import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { migrations } from './index.ts';
import type { TableLayout } from './migration.ts';

const statementsOf = (layout: Omit<TableLayout, 'database'>) =>
  migrations.flatMap(({ statements }) => statements({ database: 'telltale', ...layout }));

/** What was released: a database that was made by these is never made otherwise. A new migration adds its line. */
const released = {
  '0001-events': 'ed747cd5d24bd02ff70172a2b0de0743f9d45571cf435bc38b33e464369588a7',
  '0002-documents': 'd30596dec26bbc8b9f3efafc99d9ac64a07a961a01ed2ed6093a5bc270c37d13',
  '0003-event-ids': '7469247561dbc59c28540010eb47a233bfc03a5ec56c7ae31595d675a1f82ef2',
  '0004-audit-log': '6df4e8254c3497c324331e7658a0f6b2f3eaa97c25f93c92b5c8c731b65b4564',
  '0005-delivery': '9b0a7637e180f5cd7c5192a89e85bb667f615e434068b8e970b5bf410a338932',
  '0006-rejected-events': '722794f728d311f856453782ef6937e53cbad5db580d30cccf62d5bd68b0d47f',
  '0007-bounded-files': '57c168dd791d259c3e06ea1a15a98bdae658c5cdb6188f28128d28c4b4cb56b8',
  '0008-compressed-columns': 'bf95cd1cfb0a0de78d8743f9ee2e32091a8b5525f86b1d61ddeed15124a1566d',
  '0009-segment-members': '0fa81a93d357ad6084134454d219c6320062c079d5973a8bcb37f29b011a7127',
};

describe('the migrations', () => {
  it('do on one machine what they did when they were released, to the letter', () => {
    const made = migrations.map(({ name, statements }) => {
      const text = JSON.stringify(statements({ database: 'telltale', cluster: undefined }));
      return [name, createHash('sha256').update(text).digest('hex')];
    });
    expect(Object.fromEntries(made)).toMatchObject(released);
  });

  it('make the same tables on one machine and on each of a cluster, but for their names', () => {
    const alone = statementsOf({ cluster: undefined });
    const spread = statementsOf({ cluster: { name: 'two', isReplicated: false } });
    const own = spread.filter((sql) => !sql.includes('Distributed'));
    expect(own.map((sql) => sql.replace(/_local /, ' '))).toEqual(alone);
    const tables = own.filter((sql) => sql.startsWith('CREATE TABLE'));
    expect(spread.length).toBe(own.length + tables.length);
  });

  it('replicate the tables of each shard, under a name that a machine which joins later finds, and for as long as a collector is away', () => {
    const tables = statementsOf({ cluster: { name: 'two', isReplicated: true } }).filter(
      (sql) => sql.startsWith('CREATE TABLE') && !sql.includes('Distributed'),
    );
    expect(tables).toHaveLength(7);
    for (const sql of tables) {
      const [, name = ''] = /^CREATE TABLE IF NOT EXISTS (\w+_local) /.exec(sql) ?? [];
      expect(sql).toContain(
        `ENGINE = ReplicatedMergeTree('/clickhouse/tables/two/telltale/${name}/{shard}', '{replica}')`,
      );
      expect(sql).toContain('replicated_deduplication_window_seconds = 604800');
      expect(sql).not.toContain('non_replicated');
    }
  });
});
