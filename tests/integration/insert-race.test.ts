import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Segment, type Store } from '@telltale/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { type HoldingProxy, startHoldingProxy } from '../fixtures/holding-proxy.ts';
import { eventRow } from '../fixtures/store-rows.ts';

const CLAIM = 'INSERT INTO event_ids';

describe('two collectors that are given the same event and store it at the same moment', () => {
  let server: ClickHouseServer;
  let proxies: readonly [HoldingProxy, HoldingProxy];
  let stores: readonly [Store, Store];
  let folder: string;
  let databases = 0;

  beforeAll(async () => {
    server = await startClickHouseServer();
    proxies = [await startHoldingProxy(server.url), await startHoldingProxy(server.url)];
    folder = await mkdtemp(join(tmpdir(), 'telltale-race-'));
  });
  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const database = `race_${databases++}`;
    const open = ({ url }: HoldingProxy) => openStore({ url: `${url}/${database}` });
    stores = [await open(proxies[0]), await open(proxies[1])];
    await stores[0].migrate();
    return async () => {
      for (const store of stores) await store.close();
    };
  });

  const segment = async (name: string, ids: readonly number[]): Promise<Segment> => {
    const path = join(folder, `${databases}-${name}.ndjson`);
    const rows = ids.map((id) => eventRow({ event_id: String(id), visitor_id: String(id), page_id: String(id) }));
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return { path, token: name };
  };
  const storedIds = async () => {
    const { rows } = await stores[0].rows({ sql: 'SELECT event_id FROM events ORDER BY event_id' });
    return rows.map(({ event_id }) => event_id);
  };

  // Which of two numbers is the smaller is chance: some names of each kind.
  it.each(['a', 'b', 'c', 'd'])('store it once, whoever looked first and whoever claimed first (%s)', async (name) => {
    const [first, second] = [await segment(`${name}-first`, [1, 2, 3]), await segment(`${name}-second`, [2, 3, 4])];
    const claim = proxies[0].holdNext(CLAIM);
    const slow = stores[0].insertSegment(first);
    await claim.came;
    // The first has looked and seen nothing; before it claims, the second does all that it has to do.
    expect(await stores[1].insertSegment(second)).toEqual({ rows: 3, duplicates: 0 });
    claim.letGo();
    expect(await slow).toEqual({ rows: 1, duplicates: 2 });
    expect(await storedIds()).toEqual([1, 2, 3, 4]);
    // And tried again, both are what they were.
    expect(await stores[1].insertSegment(first)).toEqual({ rows: 1, duplicates: 2 });
    expect(await stores[0].insertSegment(second)).toEqual({ rows: 3, duplicates: 0 });
    expect(await storedIds()).toEqual([1, 2, 3, 4]);
  });

  it('store it once when both have looked before either claims, in whatever order they then go on', async () => {
    for (const [round, winner] of [0, 1, 0, 1].entries()) {
      const ids = [round * 10 + 1, round * 10 + 2];
      const claims = proxies.map((proxy) => proxy.holdNext(CLAIM));
      const segments = [await segment(`one ${round}`, ids), await segment(`two ${round}`, ids)] as const;
      const inserting = [stores[0].insertSegment(segments[0]), stores[1].insertSegment(segments[1])];
      for (const { came } of claims) await came;
      claims[winner]?.letGo();
      expect(await inserting[winner]).toEqual({ rows: 2, duplicates: 0 });
      claims[1 - winner]?.letGo();
      expect(await inserting[1 - winner]).toEqual({ rows: 0, duplicates: 2 });
    }
    expect(await storedIds()).toHaveLength(8);
  });

  it('claims a long segment as a whole or not at all', async () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => index + 1);
    await stores[0].insertSegment(await segment('long', ids));
    const { rows } = await stores[0].rows({
      sql: "SELECT count() AS blocks FROM system.parts WHERE database = currentDatabase() AND table = 'event_ids' AND level = 0",
    });
    expect(rows).toEqual([{ blocks: 1 }]);
  });
});
