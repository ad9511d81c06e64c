import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InsertedSegment, openStore, type Segment, type Store } from '@telltale/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { freePort } from '../fixtures/clickhouse-server.ts';
import { eventRow, failureOf } from '../fixtures/store-rows.ts';

/** So many that some of them lie on each shard, whatever the key. */
const VISITORS = 40;

describe('a segment for several shards', () => {
  let cluster: ClickHouseCluster;
  let store: Store;
  let folder: string;
  let database = '';
  let databases = 0;

  beforeAll(async () => {
    cluster = await startClickHouseCluster();
    folder = await mkdtemp(join(tmpdir(), 'telltale-segments-'));
  });
  afterAll(async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    database = `test_${databases++}`;
    store = await openStore({ url: cluster.url(database), cluster: cluster.name });
    await store.migrate();
    return () => store.close();
  });

  let files = 0;
  /** One event a visitor, with the ids from `first` on. */
  const segment = async (first: number, events = VISITORS): Promise<Segment> => {
    const rows = Array.from({ length: events }, (_, n) =>
      eventRow({ event_id: String(first + n), visitor_id: String(first + n), page_id: String(first + n) }),
    );
    const path = join(folder, `${files++}.ndjson`);
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return { path, token: path };
  };
  const counted = async (table: string) => {
    const { rows } = await store.rows({
      sql: `SELECT count() AS lines, uniqExact(event_id) AS events FROM ${table}`,
    });
    return rows[0];
  };
  const onShards = async (table: string) =>
    Promise.all(
      ([1, 2] as const).map(async (shard) => {
        const [row] = await cluster.onShard(shard, `SELECT count() AS lines FROM ${database}.${table}_local`);
        return Number(row?.lines);
      }),
    );
  /** Makes the second shard refuse inserts into the table, late enough for the first to take its part. */
  const whileRefused = async <Result>(table: string, use: () => Promise<Result>): Promise<Result> => {
    const own = `${database}.${table}_local`;
    await cluster.onShard(2, `ALTER TABLE ${own} ADD CONSTRAINT refused CHECK sleep(1) != 0`);
    try {
      return await use();
    } finally {
      await cluster.onShard(2, `ALTER TABLE ${own} DROP CONSTRAINT refused`);
    }
  };

  it('is stored on both, each event and its claim once', async () => {
    expect(await store.insertSegment(await segment(1))).toEqual({ rows: VISITORS, duplicates: 0 });
    for (const table of ['events', 'event_ids']) {
      const shards = await onShards(table);
      expect(Math.min(...shards), table).toBeGreaterThan(5);
      expect(shards[0]).toBe(VISITORS - Number(shards[1]));
    }
  });

  it.each(['event_ids', 'events'])(
    'that one shard refused in %s when the other had taken its part counts once, whatever comes before it is tried again',
    async (table) => {
      await store.insertSegment(await segment(1));
      const before = await onShards(table);
      const half = await segment(1000);
      const failure = await whileRefused(table, () => failureOf(store.insertSegment(half)));
      expect(failure.message).toContain('refused');
      const [taken, refused] = await onShards(table);
      expect(taken).toBeGreaterThan(Number(before[0]));
      expect(refused).toBe(before[1]);

      // Browsers send some of its events again, and new ones, before it is tried again.
      const fresh = await store.insertSegment(await segment(1000 + VISITORS / 2));
      const again = await store.insertSegment(half);
      expect(await store.insertSegment(half)).toEqual(again);
      const sum = (key: keyof InsertedSegment) => fresh[key] + again[key];
      expect([sum('rows'), sum('duplicates')]).toEqual([VISITORS * 1.5, VISITORS / 2]);
      // And once more afterwards: who owns an event is known on both shards.
      expect(await store.insertSegment(await segment(1000))).toEqual({ rows: 0, duplicates: VISITORS });
      expect(await counted('events')).toEqual({ lines: VISITORS * 2.5, events: VISITORS * 2.5 });
      expect((await counted('event_ids'))?.events).toBe(VISITORS * 2.5);
    },
  );

  it('counts once when several collectors, each beside another server, store it', async () => {
    const [first = '', second = ''] = cluster.url(database).split(',');
    const other = await openStore({ url: `${second},${first}`, cluster: cluster.name });
    await other.migrate();
    const same = await segment(1);
    await Promise.all([store.insertSegment(same), other.insertSegment(same)]);
    expect(await other.insertSegment({ ...same, token: 'of another collector' })).toEqual({
      rows: 0,
      duplicates: VISITORS,
    });
    expect(await counted('events')).toEqual({ lines: VISITORS, events: VISITORS });
    await other.close();
  });

  it('goes through the next server when the first cannot be reached, and so do questions, documents and a start', async () => {
    const [first = ''] = cluster.url(database).split(',');
    const silent = `http://127.0.0.1:${await freePort()}/${database}`;
    const other = await openStore({ url: `${silent},${first}`, cluster: cluster.name });
    await other.migrate();
    await other.ping();
    expect(await other.documents.put({ kind: 'note', siteId: '', id: 'a', body: 1, author: 'me' })).toMatchObject({
      version: 1,
    });
    expect(await other.insertSegment(await segment(1))).toEqual({ rows: VISITORS, duplicates: 0 });
    expect((await other.rows({ sql: 'SELECT count() AS events FROM events' })).rows).toEqual([{ events: VISITORS }]);
    // But erasing is done only when every server has done it.
    expect(await failureOf(other.erasure.erase([{ siteId: 'shop' }]))).toMatchObject({
      code: 'unavailable',
      isRetryable: true,
    });
    await other.close();

    // What begins with a write is tried again by whoever writes.
    const writing = await openStore({ url: `${silent},${first}`, cluster: cluster.name });
    const late = await segment(1000);
    expect(await failureOf(writing.insertSegment(late))).toMatchObject({ code: 'unavailable', isRetryable: true });
    expect(await writing.insertSegment(late)).toEqual({ rows: VISITORS, duplicates: 0 });
    await writing.close();
  });

  it('is acknowledged by nobody while a shard is away, and counts once when it is back', async () => {
    await store.insertSegment(await segment(1));
    await cluster.killShard(2);
    const waiting = await segment(1000);
    expect(await failureOf(store.insertSegment(waiting))).toMatchObject({ code: 'unavailable', isRetryable: true });
    // Half an answer would be a wrong one.
    expect(await failureOf(store.rows({ sql: 'SELECT count() FROM events' }))).toMatchObject({ code: 'unavailable' });
    await cluster.restart();
    expect(await store.insertSegment(waiting)).toEqual({ rows: VISITORS, duplicates: 0 });
    expect(await counted('events')).toEqual({ lines: VISITORS * 2, events: VISITORS * 2 });
  });

  it('has each event once, however often a shard dies in mid-insert', async () => {
    let failures = 0;
    for (let round = 0; round < 6; round++) {
      const dying = await segment(1 + round * VISITORS);
      const inserting = store.insertSegment(dying).then(
        () => 0,
        () => 1,
      );
      await new Promise((next) => setTimeout(next, round * 12));
      await cluster.killShard(2);
      failures += await inserting;
      await cluster.restart();
      expect(await store.insertSegment(dying)).toEqual({ rows: VISITORS, duplicates: 0 });
    }
    expect(failures).toBeGreaterThan(0);
    expect(await counted('events')).toEqual({ lines: VISITORS * 6, events: VISITORS * 6 });
  }, 180_000);
});
