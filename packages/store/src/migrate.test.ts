import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventColumns } from './event-columns.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { crashingEngine } from './testing/crashing-engine.ts';
import { openTestEngine, type TestEngine } from './testing/open-test-engine.ts';

const seeds: Migration = {
  name: '9001-seeds',
  statements: () => [
    'CREATE TABLE IF NOT EXISTS seeds (n UInt8) ENGINE = MergeTree ORDER BY n',
    'ALTER TABLE seeds ADD COLUMN IF NOT EXISTS colour String',
    'CREATE TABLE IF NOT EXISTS leaves (n UInt8) ENGINE = MergeTree ORDER BY n',
  ],
};

describe('migrating', () => {
  let opened: TestEngine;
  beforeEach(async () => {
    opened = await openTestEngine();
  });
  afterEach(() => opened.end());

  const schema = () =>
    opened.rows(
      'SELECT table, name, type FROM system.columns WHERE database = currentDatabase() ORDER BY table, position',
    );

  it('ends in the same state whatever statement it was interrupted at', async () => {
    const all = [...migrations, seeds];
    const whole = crashingEngine(opened.engine, Number.POSITIVE_INFINITY, 'before');
    await migrate(whole, all);
    const expected = await schema();
    expect(expected.map(({ table }) => table)).toContain('leaves');

    for (let step = 1; step <= whole.stepsSeen(); step++)
      for (const moment of ['before', 'after'] as const) {
        await opened.end();
        opened = await openTestEngine();
        await expect(migrate(crashingEngine(opened.engine, step, moment), all)).rejects.toThrow('The process died.');
        await migrate(opened.engine, all);
        expect(await schema(), `${moment} step ${step}`).toEqual(expected);
        expect(await opened.rows('SELECT count() AS records, uniqExact(name) AS migrations FROM migrations')).toEqual([
          { records: all.length, migrations: all.length },
        ]);
      }
  }, 180_000);

  it('goes on with the migrations that came with newer code, and tells each step', async () => {
    await migrate(opened.engine, migrations);
    const progress: string[] = [];
    await migrate(opened.engine, [...migrations, seeds], ({ migration, step, steps }) =>
      progress.push(`${migration} ${step}/${steps}`),
    );
    expect(progress).toEqual(['9001-seeds 1/3', '9001-seeds 2/3', '9001-seeds 3/3']);
  });

  it('refuses a database of newer code in a plain sentence, and changes nothing', async () => {
    await migrate(opened.engine, [seeds]);
    const before = await schema();
    await expect(migrate(opened.engine, migrations)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'newer_database',
      message:
        'The database was written by a newer version (it has 9001-seeds). Run that version or a later one; nothing was changed.',
    });
    expect(await schema()).toEqual(before);
  });

  it('makes the columns that segments fill', async () => {
    await migrate(opened.engine, migrations);
    const made = (await schema()).filter(({ table }) => table === 'events');
    expect(Object.fromEntries(made.map(({ name, type }) => [name, type]))).toEqual(
      Object.fromEntries(Object.entries(eventColumns).map(([name, { type }]) => [name, type])),
    );
  });

  it('keeps files few whatever names of properties are made up, and the values readable', async () => {
    await migrate(opened.engine, migrations);
    const run = (sql: string) => opened.engine.write((writer) => writer.run({ sql }));
    const insert = `INSERT INTO events (site_id, event_id, time, measures) SELECT 'shop', number, now(),
      CAST(concat('{"props.n', toString(number), '": ', toString(number), '.5}') AS JSON) FROM numbers(900)
      SETTINGS min_insert_block_size_rows = 10000, max_insert_threads = 1`;
    await run('ALTER TABLE events MODIFY SETTING min_bytes_for_wide_part = 1');
    await run(insert);
    const parts = () =>
      opened.rows(
        "SELECT part_type, files FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active",
      );
    expect(await parts()).toMatchObject([{ part_type: 'Compact' }]);
    await run(insert);
    await run('OPTIMIZE TABLE events FINAL');
    const [merged] = await parts();
    expect(merged).toMatchObject({ part_type: 'Wide' });
    expect(Number(merged?.files)).toBeLessThan(2_500);
    expect(
      await opened.rows(
        'SELECT count() AS n FROM events WHERE CAST(measures.`props.n877` AS Nullable(Float64)) = 877.5',
      ),
    ).toEqual([{ n: 2 }]);
  });

  it('names its migrations in the order in which they run', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });
});
