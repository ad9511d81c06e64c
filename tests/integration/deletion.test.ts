import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import type { TruthAnswer } from '../fixtures/delivery.ts';

interface Deletion {
  id: string;
  siteId: string;
  status: string;
  events: number;
  erased: number;
  finishedAt: number | null;
  standsUntil: number | null;
  idsFreeAt: number | null;
}
interface Answer {
  events: number;
  visitors: number;
  deletion: Deletion | null;
  error?: { code: string; path: string };
}

const suite = (settings: () => Record<string, string>) => {
  let collector: TestCollector;
  let site: { id: string; name: string; publicKey: string };

  beforeAll(async () => {
    collector = await startTestCollector({ settings: settings() });
  });
  afterAll(() => collector.remove());
  beforeEach(async () => {
    const made = await collector.owner('/sites', { method: 'POST', body: { name: `Shop ${id64()}` } });
    site = (await made.json()) as typeof site;
  });

  const views = async (visitorId: string, envelope: object = {}) => {
    const sent = await collector.send(
      wireBatch(site.publicKey, [wireEvent(), wireEvent()], { visitorId, ...envelope }),
    );
    expect(sent.ok).toBe(true);
  };
  const request = async (target: object, dryRun = false): Promise<Answer> => {
    const answered = await collector.owner(`/sites/${site.id}/deletions`, { method: 'POST', body: { target, dryRun } });
    return (await answered.json()) as Answer;
  };
  const deletion = async (id = '') => (await (await collector.owner(`/deletions/${id}`)).json()) as Deletion;
  const done = (answer: Answer) =>
    vi.waitFor(
      async () => {
        const found = await deletion(answer.deletion?.id);
        expect(found.status).toBe('done');
        return found;
      },
      { timeout: 20_000, interval: 50 },
    );
  const trend = {
    range: { last: 1, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
  };
  const counted = async () => {
    const { lines } = (await collector.ask(site.id, 'trend', trend)) as { lines: { total: number }[] };
    return lines[0]?.total;
  };
  const untilCounted = (events: number) =>
    vi.waitFor(async () => expect(await counted()).toBe(events), { timeout: 10_000, interval: 50 });

  it('of a visitor says what it will delete, deletes nothing in a dry run, and then that visitor alone', async () => {
    const [visitorId, other] = [id64(), id64()];
    await views(visitorId);
    await views(other);
    await untilCounted(4);
    const target = { type: 'visitor', visitorId };
    expect(await request(target, true)).toMatchObject({ events: 2, visitors: 1, deletion: null });
    expect(await counted()).toBe(4);
    const answer = await request(target);
    expect(answer).toMatchObject({ events: 2, visitors: 1, deletion: { siteId: site.id, events: 2 } });
    const ended = await done(answer);
    expect(ended).toMatchObject({ erased: 2, message: '' });
    expect(ended.standsUntil).toBe(Number(ended.finishedAt) + 90 * 86_400_000);
    expect(await counted()).toBe(2);
    expect(await request(target, true)).toMatchObject({ events: 0 });
  });

  it('says until when events under the ids of those that are gone count as copies of them', async () => {
    const call = { kind: 'custom', id: 'call 1', customerId: 'c', properties: { name: 'called' } };
    const send = () => collector.owner(`/sites/${site.id}/events`, { method: 'POST', body: [call] });
    const fates = async () => {
      const { total } = (await (await collector.owner(`/sites/${site.id}/delivery`)).json()) as TruthAnswer;
      return [total.stored, total.duplicate, total.waiting];
    };
    const untilStored = (stored: number, duplicate: number) =>
      vi.waitFor(async () => expect(await fates()).toEqual([stored, duplicate, 0]), { timeout: 10_000, interval: 50 });
    expect((await send()).status).toBe(202);
    await untilStored(1, 0);
    const ended = await done(await request({ type: 'range', from: 0, to: Date.now() + 60_000 }));
    expect(ended).toMatchObject({ erased: 1, idsFreeAt: Number(ended.finishedAt) + 48 * 3_600_000 });
    // It is told in the delivery truth, not lost without a word.
    await send();
    await untilStored(1, 1);
    expect(await request({ type: 'range', from: 0, to: Date.now() + 60_000 }, true)).toMatchObject({ events: 0 });
  });

  it('holds for events that are still in the spool when it is requested, and not for what happens later', async () => {
    const visitorId = id64();
    await views(visitorId);
    const answer = await request({ type: 'visitor', visitorId });
    await done(answer);
    expect(await request({ type: 'visitor', visitorId }, true)).toMatchObject({ events: 0 });
    await views(visitorId);
    await untilCounted(2);
  });

  it('of a customer includes what the same visitor did before being known', async () => {
    const visitorId = id64();
    await views(visitorId);
    await views(visitorId, { customerId: 'ada@example.com' });
    await views(id64(), { customerId: 'bob@example.com' });
    await untilCounted(6);
    const answer = await request({ type: 'customer', customerId: 'ada@example.com' });
    expect(answer).toMatchObject({ events: 4, visitors: 1 });
    expect(await done(answer)).toMatchObject({ erased: 4 });
    expect(await counted()).toBe(2);
  });

  it("of a visitor includes refused events that are kept, and not another's", async () => {
    const [visitorId, other] = [id64(), id64()];
    for (const id of [visitorId, other])
      await collector.send(wireBatch(site.publicKey, [wireEvent({ kind: 'unheard_of' })], { visitorId: id }));
    const kept = async () => {
      const { events } = (await (await collector.owner(`/sites/${site.id}/rejected`)).json()) as { events: object[] };
      return events.length;
    };
    await vi.waitFor(async () => expect(await kept()).toBe(2), { timeout: 10_000, interval: 50 });
    await done(await request({ type: 'visitor', visitorId }));
    expect(await kept()).toBe(1);
  });

  it('of a range leaves what lies outside', async () => {
    const now = Date.now();
    const times = [now - 3_000, now - 2_000, now - 1_000];
    await collector.send(
      wireBatch(
        site.publicKey,
        times.map((at) => wireEvent({ at })),
      ),
    );
    await untilCounted(3);
    const answer = await request({ type: 'range', from: now - 3_000, to: now - 1_000 });
    expect(await done(answer)).toMatchObject({ erased: 2 });
    expect(await counted()).toBe(1);
  });

  it('of a site needs its name, removes its keys and settings, and can be followed when the site is gone', async () => {
    const secret = (await (
      await collector.owner(`/sites/${site.id}/keys`, {
        method: 'POST',
        body: { name: 'k', scopes: ['events:delete'] },
      })
    ).json()) as { key: string };
    const withKey = (path: string, body?: object) =>
      fetch(`${collector.url}/api/v1${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${secret.key}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    await views(id64());
    await untilCounted(2);
    const whole = { type: 'site', name: site.name };
    expect((await withKey(`/sites/${site.id}/deletions`, { target: whole })).status).toBe(403);
    expect(await request({ ...whole, name: 'Another' })).toMatchObject({
      error: { code: 'wrong_name', path: 'target.name' },
    });
    expect(await counted()).toBe(2);

    const answer = await request(whole);
    expect((await collector.owner(`/sites/${site.id}`)).status).toBe(404);
    expect((await collector.send(wireBatch(site.publicKey, [wireEvent()]))).ok).toBe(false);
    expect(await done(answer)).toMatchObject({ erased: 2, siteId: site.id });
    expect((await withKey('/deletions')).status).toBe(401);
    const { deletions } = (await (await collector.owner('/deletions')).json()) as { deletions: Deletion[] };
    expect(deletions.map(({ id }) => id)).toContain(answer.deletion?.id);
  });

  it('is refused in plain words when it names nobody', async () => {
    for (const target of [
      { type: 'visitor', visitorId: '1' },
      { type: 'customer', customerId: '' },
      { type: 'range', from: 2, to: 1 },
      { type: 'everything' },
    ])
      expect(await request(target)).toMatchObject({ error: { code: 'invalid_definition' } });
  });

  it("is written into the audit log without the person's name, with who asked and how many events went", async () => {
    await views(id64(), { customerId: 'carol@example.com' });
    await untilCounted(2);
    await done(await request({ type: 'customer', customerId: 'carol@example.com' }));
    const text = await vi.waitFor(async () => {
      const found = await (await collector.owner(`/audit?site=${site.id}`)).text();
      expect(found).toContain('deletion.finish');
      return found;
    }, 20_000);
    expect(text).toContain('customer sha256:');
    expect(text).not.toContain('carol');
    expect(JSON.parse(text)).toMatchObject({
      entries: [
        { action: 'deletion.finish', actor: { kind: 'collector' }, changes: [{ field: 'erased', to: 2 }] },
        { action: 'deletion.request', actor: { kind: 'person', name: 'Owner' }, address: '127.0.0.0/24' },
        { action: 'site.create' },
      ],
    });
  });
};

describe('a deletion in the embedded store', () => suite(() => ({})));

describe('a deletion on a ClickHouse server', () => {
  let server: Awaited<ReturnType<typeof startClickHouseServer>>;
  beforeAll(async () => {
    server = await startClickHouseServer();
  });
  afterAll(() => server.stop());
  suite(() => ({ CLICKHOUSE_URL: server.url }));
});

describe('a deletion on a cluster of two shards', () => {
  let cluster: Awaited<ReturnType<typeof startClickHouseCluster>>;
  beforeAll(async () => {
    cluster = await startClickHouseCluster();
  });
  afterAll(() => cluster.stop());
  suite(() => ({ CLICKHOUSE_URL: cluster.url(), CLICKHOUSE_CLUSTER: cluster.name }));
});
