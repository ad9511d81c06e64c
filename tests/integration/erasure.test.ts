import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEntry, openStore, type Store } from '@telltale/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { storeEvents } from '../fixtures/store-events.ts';
import { eventRow } from '../fixtures/store-rows.ts';

interface Place {
  store: Store;
  end(): Promise<void>;
}

const SEPTEMBER = Date.UTC(2025, 8, 10);
const OCTOBER = Date.UTC(2025, 9, 10);
const MANY = '18446744073709551615';

let events = 0;
const store3 = async (store: Store, site: string, row: Parameters<typeof eventRow>[0] = {}) => {
  const first = events;
  events += 3;
  const rows = [SEPTEMBER, OCTOBER, OCTOBER + 1].map((time, index) =>
    eventRow({ site_id: site, time, event_id: String(first + index), received_at: time, ...row }),
  );
  await storeEvents(store, rows, `segment-${events}`);
};

const left = async (store: Store, site: string) => {
  const { rows } = await store.rows({
    sql: `SELECT toString(visitor_id) AS visitor, customer_id AS customer, count() AS events FROM events
      WHERE site_id = {site:String} GROUP BY ALL ORDER BY ALL`,
    params: { site },
  });
  return rows.map(({ visitor, customer, events }) => [visitor, customer, events]);
};

const erasureSuite = (open: () => Promise<Place>) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await open();
    store = place.store;
  });
  afterAll(() => place.end());

  it('erases a visitor in every month, and nobody else', async () => {
    await store3(store, 'one', { visitor_id: MANY });
    await store3(store, 'one', { visitor_id: '2' });
    await store3(store, 'other', { visitor_id: MANY });
    const selection = { siteId: 'one', visitorIds: [MANY] };
    expect(await store.erasure.count([selection])).toEqual({
      events: 3,
      visitors: 1,
      months: [
        { month: '202509', events: 1 },
        { month: '202510', events: 2 },
      ],
    });
    const told: unknown[] = [];
    expect(await store.erasure.erase([selection], { onMonth: (done) => void told.push(done) })).toBe(3);
    expect(told).toEqual([
      { month: '202509', events: 1, monthsDone: 1, months: 2 },
      { month: '202510', events: 2, monthsDone: 2, months: 2 },
    ]);
    expect(await left(store, 'one')).toEqual([['2', '', 3]]);
    expect(await left(store, 'other')).toEqual([[MANY, '', 3]]);
  });

  it('leaves no link to an erased visitor among the claims of event ids', async () => {
    const claims = async () => {
      const { rows } = await store.rows({
        sql: `SELECT count() AS claims FROM event_ids WHERE site_visitor = sipHash64('links', toUInt64(77))`,
      });
      return rows[0]?.claims;
    };
    // Events that a page made are claimed by the page.
    await store3(store, 'links', { visitor_id: '77' });
    expect(await claims()).toBe(0);
    await store3(store, 'links', { visitor_id: '77', page_id: '0' });
    expect(await claims()).toBe(3);
    await store.erasure.erase([{ siteId: 'links', visitorIds: ['77'] }]);
    expect(await claims()).toBe(0);
  });

  it('takes an erased visitor out of the snapshots of segments, and leaves the others', async () => {
    await store3(store, 'kept', { visitor_id: MANY });
    const snapshot = { siteId: 'kept', segmentId: 'readers', takenAt: OCTOBER };
    // More than are written at once.
    const many = Array.from({ length: 5_100 }, (_, nth) => String(nth));
    await store.segmentMembers.keep(snapshot, [MANY, ...many]);
    await store.segmentMembers.keep({ ...snapshot, takenAt: OCTOBER + 1 }, [MANY, '2']);
    await store.segmentMembers.keep({ ...snapshot, siteId: 'other' }, [MANY]);
    const members = async () => {
      const { rows } = await store.rows({
        sql: `SELECT site_id AS site, toUnixTimestamp64Milli(taken_at) AS taken, uniqExact(visitor_id) AS members,
          countIf(visitor_id = {many:UInt64}) AS many FROM segment_members GROUP BY ALL ORDER BY ALL`,
        params: { many: MANY },
      });
      return rows.map(({ site, taken, members, many }) => [site, Number(taken) - OCTOBER, members, many]);
    };
    expect(await members()).toEqual([
      ['kept', 0, 5_101, 1],
      ['kept', 1, 2, 1],
      ['other', 0, 1, 1],
    ]);
    await store.erasure.erase([{ siteId: 'kept', visitorIds: [MANY] }]);
    await store.segmentMembers.forget(snapshot, { takenAt: OCTOBER + 1 });
    expect(await members()).toEqual([
      ['kept', 1, 1, 0],
      ['other', 0, 1, 1],
    ]);
    await store.segmentMembers.forget(snapshot);
    expect(await members()).toEqual([['other', 0, 1, 1]]);
  });

  it('takes out of a new snapshot who was erased while it was taken', async () => {
    await store3(store, 'meanwhile', { visitor_id: '8' });
    await store3(store, 'meanwhile', { visitor_id: '9' });
    const snapshot = { siteId: 'meanwhile', segmentId: 'readers', takenAt: OCTOBER };
    await store.erasure.erase([{ siteId: 'meanwhile', visitorIds: ['9'] }]);
    await store.segmentMembers.keep(snapshot, ['8', '9']);
    for (const _ of ['once', 'again']) expect(await store.segmentMembers.dropGone(snapshot)).toBe(1);
    const { rows } = await store.rows({
      sql: "SELECT toString(visitor_id) AS visitor FROM segment_members WHERE site_id = 'meanwhile'",
    });
    expect(rows).toEqual([{ visitor: '8' }]);
  });

  it('erases a customer with what the same visitors did before, and not what another customer did there', async () => {
    await store3(store, 'home', { visitor_id: '5' });
    await store3(store, 'home', { visitor_id: '5', customer_id: "o'neil" });
    await store3(store, 'home', { visitor_id: '5', customer_id: 'mary' });
    await store3(store, 'home', { visitor_id: '6' });
    const customer = { siteId: 'home', customerId: "o'neil" };
    const visitorIds = await store.erasure.visitorsOf({ ...customer, limit: 10 });
    expect(visitorIds).toEqual(['5']);
    expect(await store.erasure.erase([{ ...customer, visitorIds }])).toBe(6);
    expect(await left(store, 'home')).toEqual([
      ['5', 'mary', 3],
      ['6', '', 3],
    ]);
  });

  it('erases a range of time up to, and without, its end, and only what had been received', async () => {
    await store3(store, 'range');
    const range = { siteId: 'range', from: SEPTEMBER, before: OCTOBER + 1 };
    expect((await store.erasure.count([{ ...range, receivedUntil: SEPTEMBER - 1 }])).events).toBe(0);
    expect(await store.erasure.erase([{ ...range, receivedUntil: OCTOBER }])).toBe(2);
    expect(await left(store, 'range')).toEqual([['1', '', 1]]);
  });

  it('erases what any of several selections covers, and nothing when there is none', async () => {
    await store3(store, 'first');
    await store3(store, 'second');
    expect(await store.erasure.erase([])).toBe(0);
    await store.erasure.erase([{ siteId: 'first', before: OCTOBER }, { siteId: 'second' }]);
    expect(await left(store, 'first')).toEqual([['1', '', 2]]);
    expect(await left(store, 'second')).toEqual([]);
  });

  it('stops between two months when it is told to, and goes on from there', async () => {
    await store3(store, 'stopped');
    const stopping = new AbortController();
    const erased = store.erasure.erase([{ siteId: 'stopped' }], {
      signal: stopping.signal,
      onMonth: () => stopping.abort(),
    });
    await expect(erased).rejects.toMatchObject({ code: 'cancelled' });
    expect(await left(store, 'stopped')).toEqual([['1', '', 2]]);
    expect(await store.erasure.erase([{ siteId: 'stopped' }])).toBe(2);
  });

  it('purges every version of a document, and of a site all that it has', async () => {
    const put = (siteId: string, id: string) =>
      store.documents.put({ kind: 'note', siteId, id, body: { id }, author: 'ada' });
    for (const id of ['a', 'a', 'b']) await put('purged', id);
    await put('kept', 'a');
    await store.documents.purge({ kind: 'note', siteId: 'purged', id: 'a' });
    expect(await store.documents.history({ kind: 'note', siteId: 'purged', id: 'a' })).toEqual([]);
    expect(await store.documents.list({ kind: 'note', siteId: 'purged' })).toHaveLength(1);
    await store.documents.purge({ siteId: 'purged' });
    expect((await store.documents.list({ kind: 'note' })).map(({ siteId }) => siteId)).toEqual(['kept']);
    await expect(store.documents.purge({ siteId: '' })).rejects.toThrow('Name the site');
  });

  it('purges of a kind what was written before a time, removed ones along, and nothing of sites or other kinds', async () => {
    const key = { kind: 'session', siteId: '', id: 'a' };
    await store.documents.put({ ...key, body: {}, author: 'ada' });
    await store.documents.remove({ ...key, author: 'ada' });
    await store.documents.put({ ...key, siteId: 'shop', body: {}, author: 'ada' });
    await store.documents.put({ ...key, kind: 'lasting', body: {}, author: 'ada' });
    await store.documents.purge({ kind: 'session', before: Date.now() - 3_600_000 });
    expect(await store.documents.history(key)).toHaveLength(2);
    await store.documents.purge({ kind: 'session', before: Date.now() + 3_600_000 });
    expect(await store.documents.history(key)).toEqual([]);
    expect(await store.documents.list({ kind: 'session' })).toMatchObject([{ siteId: 'shop' }]);
    expect(await store.documents.list({ kind: 'lasting' })).toHaveLength(1);
  });

  it('erases a site from every table but the audit log', async () => {
    await store3(store, 'closed');
    await store3(store, 'open');
    await store.documents.put({ kind: 'note', siteId: 'closed', id: 'a', body: 1, author: 'ada' });
    await store.erasure.eraseSite('closed');
    expect(await left(store, 'closed')).toEqual([]);
    expect(await left(store, 'open')).toHaveLength(1);
    expect(await store.documents.list({ kind: 'note', siteId: 'closed' })).toEqual([]);
  });

  it('keeps acts in the audit log in order, each once, and finds them page by page', async () => {
    const entry = (n: number): AuditEntry => ({
      id: `act-${n}`,
      at: OCTOBER + Math.floor(n / 2),
      siteId: n % 2 ? 'shop' : '',
      actor: { kind: 'person', id: 'ada', name: "Ada 'x' \\ ابن" },
      address: '203.0.113.0/24',
      action: 'site.change',
      object: 'shop',
      changes: [{ field: 'name', from: 'A', to: "B'\n" }],
    });
    for (const n of [1, 2, 3, 4, 4]) await store.auditLog.append(entry(n));
    const first = await store.auditLog.list({ limit: 3 });
    expect(first).toEqual([entry(4), entry(3), entry(2)]);
    const last = first.at(-1);
    expect(last && (await store.auditLog.list({ limit: 3, after: last }))).toEqual([entry(1)]);
    expect((await store.auditLog.list({ limit: 9, siteId: 'shop', from: OCTOBER + 1 })).map(({ id }) => id)).toEqual([
      'act-3',
    ]);
    expect(await store.auditLog.list({ limit: 9, actorId: 'bob' })).toEqual([]);
  });
};

describe('erasing from the embedded store', () => {
  erasureSuite(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-erasure-'));
    const store = await openStore({ dataDir });
    await store.migrate();
    return {
      store,
      end: async () => {
        await store.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  });
});

describe('erasing from a ClickHouse server', () => {
  erasureSuite(async () => {
    const server = await startClickHouseServer();
    const store = await openStore({ url: server.url });
    await store.migrate();
    return {
      store,
      end: async () => {
        await store.close();
        await server.stop();
      },
    };
  });
});

describe('erasing from a cluster of two shards', () => {
  erasureSuite(async () => {
    const cluster = await startClickHouseCluster();
    const store = await openStore({ url: cluster.url(), cluster: cluster.name });
    await store.migrate();
    return {
      store,
      end: async () => {
        await store.close();
        await cluster.stop();
      },
    };
  });
});
