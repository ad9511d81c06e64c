import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InsertedSegment, openStore, type Segment, type Store, StoreError } from '@telltale/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { type HoldingProxy, startHoldingProxy } from '../fixtures/holding-proxy.ts';
import { eventRow, failureOf, NOVEMBER } from '../fixtures/store-rows.ts';

const CLAIM = 'INSERT INTO event_ids';
/** The question who else has claimed the same. */
const LOOK_AGAIN = 'AS may_store';
const STORE = 'INSERT INTO events';
/** So many that some of them lie on each shard. */
const EVENTS = 20;
const DATABASE = 'race';
/** Of what arrived more than a week ago the engine adds up the counts of all segments: then nothing tells that one is done. */
const ARRIVED = Date.now();
/** By so much the copies' times differ, and the moments at which they arrive. */
const LATER_MS = 1_000;
/** A segment's number that gives way to all others. */
const DEAD = '18446744073709551615';

describe('two collectors beside a cluster that are given the same events and store them at the same moment', () => {
  let cluster: ClickHouseCluster;
  let proxies: readonly [HoldingProxy, HoldingProxy];
  let stores: readonly [Store, Store];
  let folder: string;
  let before: Record<string, number> = {};

  beforeAll(async () => {
    cluster = await startClickHouseCluster();
    const [first = ''] = cluster.url().split(',');
    proxies = [await startHoldingProxy(first), await startHoldingProxy(first)];
    folder = await mkdtemp(join(tmpdir(), 'telltale-cluster-race-'));
    const [, second = ''] = cluster.url(DATABASE).split(',');
    const open = ({ url }: HoldingProxy) => openStore({ url: `${url}/${DATABASE},${second}`, cluster: cluster.name });
    stores = [await open(proxies[0]), await open(proxies[1])];
    await stores[0].migrate();
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    for (const proxy of proxies) await proxy.stop();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    before = await inAll();
  });

  /** @param laterMs By so much later than others its events happened, and arrived. */
  const segment = async (name: string, first: number, { laterMs = 0, events = EVENTS } = {}): Promise<Segment> => {
    const path = join(folder, `${name}.ndjson`);
    const rows = Array.from({ length: events }, (_, n) => {
      const id = String(first + n);
      const [time, received_at] = [NOVEMBER + laterMs, ARRIVED + laterMs];
      return eventRow({ event_id: id, visitor_id: id, page_id: id, time, received_at });
    });
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return { path, token: name };
  };
  /** As a collector does: a segment that is held off is tried again. */
  const insert = async (store: Store, given: Segment): Promise<InsertedSegment> => {
    const inserted = await store.insertSegment(given).catch((error: unknown) => {
      const isHeldOff = error instanceof StoreError && error.message.startsWith('Another collector is storing');
      if (!isHeldOff) throw error;
    });
    return inserted ?? insert(store, given);
  };
  const inAll = async () => {
    const { rows } = await stores[0].rows({
      sql: `SELECT count() AS events, uniqExact(event_id) AS ids, (SELECT sumIf(events, outcome = 'stored') FROM delivery) AS counted,
        (SELECT sumIf(events, outcome = 'duplicate') FROM delivery) AS duplicates FROM events`,
    });
    const [row] = rows;
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]));
  };
  /** What the test has added. */
  const stored = async () =>
    Object.fromEntries(Object.entries(await inAll()).map(([name, value]) => [name, value - (before[name] ?? 0)]));
  const eachOnce = (rounds = 1) => ({
    events: rounds * EVENTS,
    ids: rounds * EVENTS,
    counted: rounds * EVENTS,
    duplicates: rounds * EVENTS,
  });

  // Of the segments named `a-…` the second has the smaller number, of those named `d-…` and `h-…` the first.
  it('store them once when one has claimed and stored after the other looked', async () => {
    const first = 97_000;
    const fast = await segment('a-fast', first);
    const slow = await segment('a-slow', first, { laterMs: LATER_MS });
    const claim = proxies[0].holdNext(CLAIM);
    const slowly = stores[0].insertSegment(slow);
    await claim.came;
    expect(await stores[1].insertSegment(fast)).toEqual({ rows: EVENTS, duplicates: 0 });
    claim.letGo();
    expect(await slowly).toEqual({ rows: 0, duplicates: EVENTS });
    expect(await stored()).toEqual(eachOnce());
    // And tried again, neither stores or counts anything once more.
    await stores[1].insertSegment(slow);
    await stores[0].insertSegment(fast);
    expect(await stored()).toEqual(eachOnce());
  });

  it('count as stored what one has stored itself before it died, and as copies what the other has stored while it looked', async () => {
    const [own, first] = [5, 104_000];
    const fast = await segment('h-fast', first);
    // The smaller number: what is contested is its own but for what the other has stored.
    const slow = await segment('h-slow', first, { laterMs: LATER_MS, events: EVENTS + own });
    const claim = proxies[0].holdNext(CLAIM);
    const slowly = failureOf(stores[0].insertSegment(slow));
    await claim.came;
    expect(await stores[1].insertSegment(fast)).toEqual({ rows: EVENTS, duplicates: 0 });
    const counts = `ALTER TABLE ${DATABASE}.delivery_local`;
    await cluster.onShard(1, `${counts} ADD CONSTRAINT refused CHECK events = 0`);
    claim.letGo();
    expect((await slowly).message).toContain('refused');
    await cluster.onShard(1, `${counts} DROP CONSTRAINT refused`);
    const whole = EVENTS + own;
    expect(await stored()).toEqual({ events: whole, ids: whole, counted: EVENTS, duplicates: 0 });
    expect(await stores[1].insertSegment(slow)).toEqual({ rows: own, duplicates: EVENTS });
    // And tried again, neither stores or counts anything once more.
    await stores[0].insertSegment(slow);
    await stores[0].insertSegment(fast);
    expect(await stored()).toEqual({ events: whole, ids: whole, counted: whole, duplicates: EVENTS });
  });

  it('store them once when both have claimed before either looks again, in whatever order they then go on', async () => {
    // In the first round the segment that goes on first has the smaller number, in the second the larger.
    for (const round of [0, 1]) {
      const segments = [
        await segment(`one ${round}`, 1 + 100 * round),
        await segment(`two ${round}`, 1 + 100 * round, { laterMs: LATER_MS }),
      ] as const;
      const looks = proxies.map((proxy) => proxy.holdNext(LOOK_AGAIN));
      const inserting = Promise.all([insert(stores[0], segments[0]), insert(stores[1], segments[1])]);
      for (const { came } of looks) await came;
      for (const { letGo } of looks) letGo();
      expect((await inserting).map(({ rows }) => rows).sort((a, b) => a - b)).toEqual([0, EVENTS]);
    }
    expect(await stored()).toEqual(eachOnce(2));
  });

  it('store them once when one looks again before the other claims and has not stored yet: who may wait is tried again', async () => {
    for (const name of ['a', 'd']) {
      const first = 10_000 * name.charCodeAt(0);
      const early = await segment(`${name}-early`, first);
      const late = await segment(`${name}-late`, first, { laterMs: LATER_MS });
      const claim = proxies[1].holdNext(CLAIM);
      const storing = proxies[0].holdNext(STORE);
      const lately = stores[1].insertSegment(late).catch((error: unknown) => error);
      await claim.came;
      const earlier = stores[0].insertSegment(early);
      await storing.came;
      claim.letGo();
      // It gives way, or gives up for now: it stores nothing.
      const outcome = await lately;
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'failed', isRetryable: false });
      else expect(outcome).toEqual({ rows: 0, duplicates: EVENTS });
      storing.letGo();
      expect(await earlier).toEqual({ rows: EVENTS, duplicates: 0 });
      // By another process, as after a crash: what became of the first try is told by what is stored.
      expect(await stores[0].insertSegment(late)).toEqual({ rows: 0, duplicates: EVENTS });
    }
    expect(await stored()).toEqual(eachOnce(2));
  });

  it('do not wait for ever for one that died in the middle of it', async () => {
    const waiting = await segment('waiting', 501);
    const claim = proxies[0].holdNext(CLAIM);
    const inserting = failureOf(stores[0].insertSegment(waiting));
    await claim.came;
    const died = (ago: string) =>
      cluster.onShard(
        1,
        `INSERT INTO ${DATABASE}.event_ids SELECT number + 501, sipHash64('shop', number + 501), ${DEAD}, now() - INTERVAL ${ago} FROM numbers(${EVENTS}) SETTINGS distributed_foreground_insert = 1`,
      );
    await died('1 SECOND');
    claim.letGo();
    expect(await inserting).toMatchObject({ code: 'failed', isRetryable: false });
    expect(await stored()).toMatchObject({ events: 0 });
    for (const shard of [1, 2] as const)
      await cluster.onShard(
        shard,
        `ALTER TABLE ${DATABASE}.event_ids_local DELETE WHERE segment = ${DEAD} SETTINGS mutations_sync = 2`,
      );
    await died('11 MINUTE');
    expect(await stores[0].insertSegment(waiting)).toEqual({ rows: EVENTS, duplicates: 0 });
    expect(await stored()).toEqual({ events: EVENTS, ids: EVENTS, counted: EVENTS, duplicates: 0 });
  });
});
