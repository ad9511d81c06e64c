import { openStore, type Store } from '@telltale/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { countOf, tenEvents as events, use } from '../fixtures/cluster-store.ts';
import { storeEvents } from '../fixtures/store-events.ts';
import { eventRow, failureOf } from '../fixtures/store-rows.ts';

let cluster: ClickHouseCluster;
let database = '';
let databases = 0;
beforeAll(async () => {
  cluster = await startClickHouseCluster();
});
afterAll(() => cluster.stop());
beforeEach(() => {
  database = `test_${databases++}`;
});

const open = (url = cluster.url(database), name = cluster.name) => openStore({ url, cluster: name });
const tablesOn = (shard: 1 | 2, of = database) =>
  cluster.onShard(
    shard,
    `SELECT name, engine_full, create_table_query LIKE '%TTL %' AS ends FROM system.tables WHERE database = '${of}' ORDER BY name`,
  );

describe("a cluster's tables", () => {
  it('are on each server its own and one over all, which a retention of the same length bounds', async () => {
    await use(open(), (store) => store.migrate());
    const [first, second] = [await tablesOn(1), await tablesOn(2)];
    expect(second).toEqual(first);
    const over = first.filter(({ engine_full: engine }) => String(engine).startsWith('Distributed'));
    const own = first.filter(({ engine_full: engine }) => String(engine).startsWith('MergeTree'));
    expect(own.map(({ name }) => name)).toEqual(over.map(({ name }) => `${String(name)}_local`));
    expect(own.filter(({ ends }) => ends).map(({ name }) => name)).toEqual([
      'audit_log_local',
      'delivery_local',
      'event_ids_local',
      'rejected_events_local',
    ]);
    // What must be whole or is small lies on one shard, the events of each visitor on one of all.
    const keys = over.map(({ name, engine_full: engine }) => [name, /, ([^,]*)\)$/.exec(String(engine))?.[1]]);
    expect(Object.fromEntries(keys)).toMatchObject({
      events: 'intHash64(visitor_id)',
      event_ids: 'site_visitor',
      documents: '0',
      delivery: '0',
      migrations: '0',
    });
  });

  it('end in the same state whatever statement their making was interrupted at', async () => {
    const steps: string[] = [];
    await use(open(), (store) => store.migrate(({ migration, step }) => steps.push(`${migration} ${step}`)));
    const expected = (await tablesOn(1)).map(({ name }) => name);
    for (const interrupted of steps) {
      database = `test_${databases++}`;
      await use(open(), async (store) => {
        const dying = store.migrate(({ migration, step }) => {
          if (`${migration} ${step}` === interrupted) throw new Error('The process died.');
        });
        expect((await failureOf(dying)).message).toContain('The process died.');
      });
      await use(open(), async (store) => {
        await store.migrate();
        for (const shard of [1, 2] as const)
          expect(
            (await tablesOn(shard)).map(({ name }) => name),
            interrupted,
          ).toEqual(expected);
        const { rows } = await store.rows({
          sql: 'SELECT count() AS records, uniqExact(name) AS names FROM migrations',
        });
        expect(rows[0]?.records).toBe(rows[0]?.names);
      });
    }
  }, 120_000);

  it('are made on a server that joins later, and left alone where they are', async () => {
    await use(open(), async (store) => {
      await store.migrate();
      await storeEvents(store, events, 'before');
    });
    const [lost] = await cluster.onShard(2, `SELECT count() AS lines FROM ${database}.events_local`);
    await cluster.onShard(2, `DROP DATABASE ${database} SYNC`);
    await use(open(), async (store) => {
      const told: string[] = [];
      await store.migrate(({ migration }) => told.push(migration));
      expect(told).toEqual([]);
      expect(await countOf(store)).toBe(events.length - Number(lost?.lines));
      await storeEvents(store, [eventRow({ event_id: '99', page_id: '99' })], 'after');
    });
    expect(await tablesOn(2)).toEqual(await tablesOn(1));
  });

  it('hold each visitor where the others are asked too: every server answers the same', async () => {
    await use(open(), async (store) => {
      await store.migrate();
      await storeEvents(store, events, 'all');
    });
    const [first = '', second = ''] = cluster.url(database).split(',');
    for (const url of [`${first},${second}`, `${second},${first}`])
      expect(await use(open(url), (store) => countOf(store))).toBe(events.length);
  });
});

describe('a set-up that does not fit', () => {
  it.each([
    [
      'a cluster that the servers do not know',
      () => open(cluster.url(database), 'nowhere'),
      /knows no cluster "nowhere", only "two_shards"/,
    ],
    [
      'an address of one server of two',
      () => open(cluster.url(database).split(',')[0]),
      /The cluster "two_shards" has 2 servers, and CLICKHOUSE_URL does not name all of them: 127\.0\.0\.1:\d+ is missing/,
    ],
    [
      'the same address twice',
      () => {
        const [first = ''] = cluster.url(database).split(',');
        return open(`${first},${first}`);
      },
      /are the same ClickHouse server/,
    ],
  ])('is refused in plain words, and nothing is made: %s', async (_, opening, sentence) => {
    const failure = await use(opening(), (store) => failureOf(store.migrate()));
    expect(failure).toMatchObject({ code: 'invalid_query', isRetryable: false });
    expect(failure.message).toMatch(sentence);
    expect(await tablesOn(1)).toEqual([]);
  });

  it('is refused: several addresses without a cluster', async () => {
    expect((await failureOf(openStore({ url: cluster.url() }))).message).toContain('set CLICKHOUSE_CLUSTER');
  });

  it('is refused: tables of one server asked as those of a cluster, and the other way round', async () => {
    const [first = ''] = cluster.url(database).split(',');
    await use(openStore({ url: first }), (store) => store.migrate());
    const alone = await use(open(), (store) => failureOf(store.migrate()));
    expect(alone.message).toContain(`The tables of the database ${database} lie on one server`);
    expect(alone.message).toContain('restore the backup into an empty database');

    database = `test_${databases++}`;
    await use(open(), (store) => store.migrate());
    const [spread = ''] = cluster.url(database).split(',');
    const failure = await use(openStore({ url: spread }), (store) => failureOf(store.migrate()));
    expect(failure.message).toContain('are spread over a cluster. Set CLICKHOUSE_CLUSTER');
  });
});

// Two servers and what they are asked share the processors with it. A question that ends early cuts the connection between them, and
// the engine that npm brings may abort then (see `ClickHouseCluster.restart`): it is tried again on servers that answer.
describe('a question to all shards', { timeout: 150_000, retry: 2 }, () => {
  /** Takes minutes, in blocks of milliseconds, on whichever shard it runs. */
  const LONG =
    'SELECT sum(sipHash64(n, visitor_id) % 2) FROM events ARRAY JOIN range(10000) AS n SETTINGS max_block_size = 1000';
  const running = async () => {
    const found = await Promise.all(
      ([1, 2] as const).map((shard) =>
        cluster.onShard(
          shard,
          "SELECT count() AS queries FROM system.processes WHERE query LIKE '%sipHash64(n, visitor_id)%' AND query NOT LIKE '%processes%'",
        ),
      ),
    );
    return found.map(([row]) => Number(row?.queries) > 0);
  };
  let store: Store;
  beforeEach(async () => {
    await cluster.revive();
    store = await open();
    await store.migrate();
    for (const shard of [1, 2] as const)
      await cluster.onShard(
        shard,
        `INSERT INTO ${database}.events_local (visitor_id) SELECT number FROM numbers(1000000)`,
      );
    return () => store.close();
  });

  it('is cancelled on every one of them', async () => {
    const controller = new AbortController();
    const asked = failureOf(store.rows({ sql: LONG }, { signal: controller.signal }));
    await expect.poll(running, { timeout: 60_000 }).toEqual([true, true]);
    controller.abort();
    expect(await asked).toMatchObject({ code: 'cancelled' });
    await expect.poll(running, { timeout: 60_000 }).toEqual([false, false]);
  });

  it('ends on every one of them when its time is over', async () => {
    expect(await failureOf(store.rows({ sql: LONG }, { timeoutMs: 1500 }))).toMatchObject({ code: 'timeout' });
    await expect.poll(running, { timeout: 60_000 }).toEqual([false, false]);
  });

  it('is held to its memory on every one of them', async () => {
    const sql = 'SELECT length(groupArray(repeat(toString(visitor_id), 1000))) FROM events';
    const failure = await failureOf(store.rows({ sql }));
    expect(failure).toMatchObject({ code: 'memory_limit' });
    expect(failure.message).toMatch(/memory than its limit of \d+ MB/);
  });

  it('that would look into one shard only from another is an error, not a wrong answer', async () => {
    const sql = 'SELECT count() FROM events WHERE visitor_id IN (SELECT visitor_id FROM events)';
    expect((await failureOf(store.rows({ sql }))).message).toContain('Double-distributed');
  });
});
