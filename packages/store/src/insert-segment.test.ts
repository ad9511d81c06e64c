import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertSegment } from './insert-segment.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { crashingEngine } from './testing/crashing-engine.ts';
import { openTestEngine, type TestEngine } from './testing/open-test-engine.ts';

const NOVEMBER = Date.UTC(2025, 10, 30, 12);
const DECEMBER = Date.UTC(2025, 11, 2);

describe('storing a segment', () => {
  let opened: TestEngine;
  let folder: string;
  beforeEach(async () => {
    opened = await openTestEngine();
    await migrate(opened.engine, migrations);
    folder = await mkdtemp(join(tmpdir(), 'telltale-segments-'));
  });
  afterEach(async () => {
    await opened.end();
    await rm(folder, { recursive: true, force: true });
  });

  /** A segment of events given as `id` or `id@time`; the columns left out take their defaults. */
  const segment = async (token: string, events: readonly [id: number, time: number][]) => {
    const path = join(folder, `${token}.ndjson`);
    const rows = events.map(([id, time]) =>
      JSON.stringify({ site_id: 'shop', visitor_id: '1', event_id: String(id), time, received_at: Date.now() }),
    );
    await writeFile(path, rows.map((row) => `${row}\n`).join(''));
    return { path, token };
  };
  const ids = async () =>
    (await opened.rows('SELECT event_id FROM events ORDER BY event_id')).map(({ event_id }) => event_id);

  const steps = async (isShared: boolean) => {
    const engine = crashingEngine({ ...opened.engine, isShared }, Number.POSITIVE_INFINITY, 'before');
    await insertSegment(engine, await segment('count steps', [[1000, NOVEMBER]]));
    return engine.stepsSeen();
  };

  it.each([
    ['in this process', false],
    ['that others write to', true],
  ])(
    'neither loses nor doubles an event in an engine %s, whatever step it dies in, and whatever comes between',
    async (_, isShared) => {
      const engine = () => ({ ...opened.engine, isShared });
      const stepCount = await steps(isShared);
      expect(stepCount).toBeGreaterThan(5);
      let id = 2000;
      for (let step = 1; step <= stepCount; step++)
        for (const moment of ['before', 'after'] as const) {
          const [a, b, c, d] = [id++, id++, id++, id++];
          const before = await ids();
          const dying = await segment(`dying-${step}-${moment}`, [
            [a, NOVEMBER],
            [b, DECEMBER],
            [a, NOVEMBER],
          ]);
          await expect(insertSegment(crashingEngine(engine(), step, moment), dying)).rejects.toThrow(
            'The process died.',
          );
          await opened.reopen();
          // The browser sends `b` again, and this fresh segment is stored before the dead one is tried again.
          const fresh = await segment(`fresh-${step}-${moment}`, [
            [b, DECEMBER + 5],
            [c, DECEMBER],
          ]);
          const freshly = await insertSegment(engine(), fresh);
          const again = await insertSegment(engine(), dying);
          // And so it is when the dead one is tried twice, and when `a` and `b` come once more.
          expect(await insertSegment(engine(), dying)).toEqual(again);
          const late = await segment(`late-${step}-${moment}`, [
            [a, NOVEMBER],
            [b, DECEMBER],
            [d, DECEMBER],
          ]);
          expect(await insertSegment(engine(), late)).toEqual({ rows: 1, duplicates: 2 });

          expect((await ids()).slice(before.length), `${moment} step ${step}`).toEqual([a, b, c, d]);
          expect(freshly.rows + again.rows).toBe(3);
          expect(freshly.duplicates + again.duplicates).toBe(2);
        }
    },
    240_000,
  );

  it('does not store twice what a first try, still running in the engine, stores behind its back', async () => {
    const { path, token } = await segment('cut off', [
      [1, NOVEMBER],
      [2, DECEMBER],
    ]);
    // The second try looks before the first one has stored anything, so it finds neither claims nor events.
    let isSecondDone = false;
    const racing = {
      ...opened.engine,
      write: (use: Parameters<typeof opened.engine.write>[0]) =>
        opened.engine.write((writer) =>
          use({
            ...writer,
            async run(statement) {
              if (statement.sql.startsWith('INSERT INTO event_ids') && !isSecondDone) {
                isSecondDone = true;
                // What the first try does, between the second one's look-up and its writes.
                await writer.run(statement);
                await writer.run({
                  sql: 'INSERT INTO events SELECT * EXCEPT (record, note) FROM staged_events',
                  settings: { insert_deduplication_token: token, max_threads: 1 },
                });
              }
              await writer.run(statement);
            },
          }),
        ) as never,
    };
    await insertSegment(racing, { path, token });
    expect(await ids()).toEqual([1, 2]);
  });

  it.each([
    ['one', 'two'],
    ['two', 'one'],
  ])(
    'stores once what two segments claimed at the same moment, though both died then (%s first)',
    async (...tokens) => {
      const both: [number, number][] = [
        [1, NOVEMBER],
        [2, DECEMBER],
      ];
      for (const token of tokens)
        await opened.engine.write((writer) =>
          writer.run({
            sql: `INSERT INTO event_ids (event_id, site_visitor, segment)
            SELECT number + 1, sipHash64('shop', toUInt64(1)), sipHash64('${token}') FROM numbers(2)`,
          }),
        );
      const stored = [];
      for (const token of tokens) stored.push(await insertSegment(opened.engine, await segment(token, both)));
      expect(stored.map(({ rows }) => rows).sort()).toEqual([0, 2]);
      expect(await ids()).toEqual([1, 2]);
    },
  );

  it.each([3, 300])(
    'goes on though the lines of the last %i turns are lost and their tokens are not',
    async (turns) => {
      const engine = { ...opened.engine, isShared: true };
      await insertSegment(engine, await segment('before', [[1, NOVEMBER]]));
      await opened.engine.write(async (writer) => {
        const [row] = await writer.rows({ sql: 'SELECT max(event_id) AS turn FROM event_ids WHERE site_visitor = 0' });
        for (let turn = Number(row?.turn) + 1; turn <= Number(row?.turn) + turns; turn += 1)
          await writer.run({
            sql: 'INSERT INTO event_ids (event_id, site_visitor, segment) SELECT {turn:UInt64}, 0, 1',
            params: { turn },
            settings: { insert_deduplication_token: `turn ${turn}` },
          });
        await writer.run({
          sql: 'ALTER TABLE event_ids DELETE WHERE site_visitor = 0 AND segment = 1',
          settings: { mutations_sync: 2 },
        });
      });
      expect(await insertSegment(engine, await segment('after', [[2, NOVEMBER]]))).toEqual({ rows: 1, duplicates: 0 });
      expect(await ids()).toEqual([1, 2]);
    },
    120_000,
  );

  it("tells a page's events apart by the page, and others by the visitor", async () => {
    const write = async (token: string, ...events: object[]) => {
      const path = join(folder, `${token}.ndjson`);
      const lines = events.map((event) =>
        JSON.stringify({ site_id: 'shop', event_id: '7', time: NOVEMBER, received_at: Date.now(), ...event }),
      );
      await writeFile(path, lines.map((line) => `${line}\n`).join(''));
      return { path, token };
    };
    const first = await write('first', { visitor_id: '1', page_id: '5' }, { visitor_id: '2', page_id: '5' });
    expect(await insertSegment(opened.engine, first)).toEqual({ rows: 1, duplicates: 1 });
    const again = { visitor_id: '3', page_id: '5' };
    const others = [{ visitor_id: '1', page_id: '6' }, { visitor_id: '1' }, { visitor_id: '2' }];
    const second = await write('second', again, ...others, { visitor_id: '2' });
    expect(await insertSegment(opened.engine, second)).toEqual({ rows: 3, duplicates: 2 });
    // And when it is tried again after a crash.
    expect(await insertSegment(opened.engine, second)).toEqual({ rows: 3, duplicates: 2 });
    expect(await opened.rows('SELECT count() AS events FROM events')).toEqual([{ events: 4 }]);
  }, 60_000);

  it('does not need the engine to remember its token when it is tried again', async () => {
    const twoMonths = await segment('long ago', [
      [1, NOVEMBER],
      [2, DECEMBER],
    ]);
    await insertSegment(opened.engine, twoMonths);
    await opened.engine.write((writer) =>
      writer.run({ sql: 'ALTER TABLE events MODIFY SETTING non_replicated_deduplication_window = 0' }),
    );
    expect(await insertSegment(opened.engine, twoMonths)).toEqual({ rows: 2, duplicates: 0 });
    expect(await ids()).toEqual([1, 2]);
  });

  it('stores and counts a segment once whose collector rested so long that neither claims nor tokens are remembered, and no copies that another one stored', async () => {
    const restedAt = Date.now() - 3 * 86_400_000;
    const rested = async (token: string, laterMs: number) => {
      const path = join(folder, `${token}.ndjson`);
      const row = { site_id: 'shop', visitor_id: '1', time: DECEMBER + laterMs, received_at: restedAt + laterMs };
      await writeFile(path, [1, 2].map((id) => `${JSON.stringify({ ...row, event_id: String(id) })}\n`).join(''));
      return { path, token };
    };
    const forget = () => opened.engine.write((writer) => writer.run({ sql: 'TRUNCATE TABLE event_ids' }));
    const counts = () =>
      opened.rows(`SELECT toString(outcome) AS outcome, toUInt32(sum(events)) AS events FROM delivery
        WHERE outcome IN ('stored', 'duplicate') GROUP BY 1 ORDER BY 1`);
    const first = await rested('rested', 0);
    await insertSegment(opened.engine, first);
    await opened.engine.write(async (writer) => {
      for (const table of ['events', 'delivery', 'event_ids'])
        await writer.run({ sql: `ALTER TABLE ${table} MODIFY SETTING non_replicated_deduplication_window = 0` });
    });
    await forget();
    expect(await insertSegment(opened.engine, first)).toEqual({ rows: 2, duplicates: 0 });
    expect(await counts()).toEqual([{ outcome: 'stored', events: 2 }]);
    await forget();
    // The tag had no answer and sent them again, to a collector that rested too: its clock was judged anew there.
    expect(await insertSegment(opened.engine, await rested('elsewhere', 40))).toEqual({ rows: 0, duplicates: 2 });
    expect(await ids()).toEqual([1, 2]);
    expect(await counts()).toEqual([
      { outcome: 'duplicate', events: 2 },
      { outcome: 'stored', events: 2 },
    ]);
  }, 60_000);

  it.each([
    [47, { rows: 0, duplicates: 1 }],
    [49, { rows: 1, duplicates: 0 }],
  ])('judges a copy of an event that was stored %i hours before', async (hours, expected) => {
    await opened.engine.write((writer) =>
      writer.run({
        sql: `INSERT INTO event_ids SELECT 1, sipHash64('shop', toUInt64(1)), 1, now() - INTERVAL ${hours} HOUR`,
      }),
    );
    expect(await insertSegment(opened.engine, await segment('copy', [[1, NOVEMBER]]))).toEqual(expected);
  });
});
