import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';

interface SiteAnswer {
  id: string;
  publicKey: string;
}
interface RejectedAnswer {
  events: { id: string; reason: string; event: string; url: string; isReplayable: boolean; receivedAt: number }[];
  reasons: { reason: string; events: number }[];
  next: string | null;
}

const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const bad = (change: object = {}) => wireEvent({ properties: { colour: 'red' }, ...change });

/** What must hold whatever the engine is. */
const truthSuite = (open: () => Promise<{ settings: Record<string, string>; end(): Promise<void> }>) => {
  let place: Awaited<ReturnType<typeof open>>;
  let collector: TestCollector;
  beforeAll(async () => {
    place = await open();
    collector = await startTestCollector({ settings: place.settings });
    await collector.whenReady;
  }, 60_000);
  afterAll(async () => {
    await collector.remove();
    await place.end();
  });

  const createSite = async (settings: object = {}) => {
    const body = { name: 'Shop', timeZone: 'UTC', ...settings };
    return (await (await collector.owner('/sites', { method: 'POST', body })).json()) as SiteAnswer;
  };
  const truth = async ({ id }: SiteAnswer, query = ''): Promise<TruthAnswer> => {
    const response = await collector.owner(`/sites/${id}/delivery?from=${Date.now() - 86_400_000}${query}`);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as TruthAnswer;
    expect(imbalances(answer.total)).toEqual([]);
    for (const hour of answer.hours) expect(imbalances(hour)).toEqual([]);
    expect(answer.balance).toEqual({ isBalanced: true, unaccounted: 0 });
    return answer;
  };
  /** The truth once everything is in the store. */
  const settled = (site: SiteAnswer, received: number) =>
    vi.waitFor(async () => {
      const { total } = await truth(site);
      expect(total).toMatchObject({ received, waiting: 0 });
      return total;
    }, 20_000);
  const rejected = async ({ id }: SiteAnswer, query = '') =>
    (await (await collector.owner(`/sites/${id}/rejected${query}`)).json()) as RejectedAnswer;
  /** The list once the store has it. */
  const listed = (site: SiteAnswer, least: number) =>
    vi.waitFor(async () => {
      const answer = await rejected(site);
      expect(answer.events.length).toBeGreaterThanOrEqual(least);
      return answer;
    }, 20_000);
  const replay = async ({ id }: SiteAnswer, body: object = {}) => {
    const response = await collector.owner(`/sites/${id}/rejected/replay`, { method: 'POST', body });
    return { status: response.status, ...((await response.json()) as { accepted: number; next: string | null }) };
  };
  const pageViews = async ({ id }: SiteAnswer): Promise<number> => {
    const result = (await collector.ask(id, 'trend', {
      range: { last: 2, unit: 'day' },
      series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
    })) as { lines: { total: number }[] };
    return result.lines[0]?.total ?? 0;
  };

  it('tells of every event what became of it, at every moment, and agrees with the questions', async () => {
    const site = await createSite();
    const batch = wireBatch(site.publicKey, [wireEvent(), wireEvent(), bad(), wireEvent({ kind: 'no_such_kind' })]);
    await collector.send({ ...batch, dropped: { overflow: 3, 'made up by a sender': 2 } });
    // Acknowledged is counted, stored or not.
    expect((await truth(site)).total).toMatchObject({ received: 4, accepted: 2 });
    await collector.send({ ...batch, dropped: { overflow: 3, 'made up by a sender': 2 } });
    await collector.send(wireBatch(site.publicKey, [wireEvent()]), { 'user-agent': GOOGLEBOT });
    await collector.send(wireBatch(site.publicKey, [wireEvent({ at: Date.now() - 7_200_000 })]));
    expect(await settled(site, 10)).toEqual({
      received: 10,
      accepted: 6,
      stored: 4,
      duplicate: 2,
      waiting: 0,
      setAside: 0,
      rejected: { unknown_property: 2, unknown_kind: 2 },
      bot: { user_agent: 1 },
      late: 1,
      dropped: { overflow: 3, other: 2 },
    });
    expect(await pageViews(site)).toBe(3);
  });

  it('counts what was dropped once, though it is told again with other events', async () => {
    const site = await createSite();
    const told = { dropped: { overflow: 3, expired: 1 }, droppedId: id64() };
    const [first, second] = [wireEvent(), wireEvent()];
    const who = { visitorId: id64(), pageId: id64() };
    await collector.send({ ...wireBatch(site.publicKey, [first], who), ...told });
    await collector.send({ ...wireBatch(site.publicKey, [second, first], who), ...told });
    await collector.send({ ...wireBatch(site.publicKey, [wireEvent()]), dropped: { overflow: 2 }, droppedId: id64() });
    expect((await settled(site, 4)).dropped).toEqual({ overflow: 5, expired: 1 });
  });

  it('counts nothing of a batch that was refused as a whole, and nothing of another site', async () => {
    const site = await createSite();
    expect((await collector.send('{"v":1')).status).toBe(400);
    expect((await collector.send(wireBatch('nobody', [wireEvent()]))).status).toBe(403);
    expect((await truth(site)).total).toMatchObject({ received: 0, rejected: {} });
  });

  it("cuts hours in the site's zone, a quarter of an hour off included", async () => {
    const site = await createSite({ timeZone: 'Asia/Kathmandu' });
    await collector.send(wireBatch(site.publicKey, [wireEvent()]));
    await settled(site, 1);
    const [hour] = (await truth(site)).hours;
    const offsetMs = 5.75 * 3_600_000;
    expect(((hour?.startAt ?? 0) + offsetMs) % 3_600_000).toBe(0);
    expect(hour).toMatchObject({ received: 1, stored: 1 });
    // Without a time, today in the site's zone is meant.
    const today = (await (await collector.owner(`/sites/${site.id}/delivery`)).json()) as { from: number };
    expect((today.from + offsetMs) % 86_400_000).toBe(0);
  });

  it('keeps refused events with the reason, without addresses, and lists them page by page', async () => {
    const site = await createSite();
    const url = 'https://shop.example/a?token=secret';
    await collector.send(wireBatch(site.publicKey, [bad()], { url }));
    await collector.send(
      wireBatch(site.publicKey, [
        bad({ properties: { mail: 'ada@example.com', from: '192.0.2.7', v6: '2001:db8::7:1' } }),
      ]),
    );
    await collector.send(wireBatch(site.publicKey, [wireEvent({ kind: '\ud800"\n' })]));
    const { events, reasons, next } = await listed(site, 3);
    expect(reasons).toEqual([
      { reason: 'unknown_property', events: 2 },
      { reason: 'unknown_kind', events: 1 },
    ]);
    expect(next).toBeNull();
    expect(events.find(({ url: shown }) => shown === 'https://shop.example/a')).toMatchObject({
      reason: 'unknown_property',
      isReplayable: true,
    });
    const text = JSON.stringify(events);
    for (const secret of ['secret', 'ada@', '192.0.2.7', '2001:db8']) expect(text).not.toContain(secret);
    const live = await (await collector.owner(`/sites/${site.id}/debug/events`)).text();
    expect(live).toContain('https://shop.example/a');
    expect(live).not.toContain('secret');
    expect(events.find(({ event }) => event.includes('[email]'))).toMatchObject({ isReplayable: false });

    const first = await rejected(site, '?limit=2');
    const second = await rejected(site, `?limit=2&after=${first.next}`);
    expect([...first.events, ...second.events].map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(second.next).toBeNull();
    expect((await rejected(site, '?reason=unknown_kind')).events).toHaveLength(1);
  });

  it('replays refused events once their fault is mended, in the hour in which they came, once', async () => {
    const site = await createSite({ domains: ['shop.example'] });
    const elsewhere = { url: 'https://new.example/landing?x=1' };
    await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], elsewhere));
    await collector.send(wireBatch(site.publicKey, [bad()], elsewhere));
    await listed(site, 3);
    expect((await truth(site)).total.rejected).toEqual({ unknown_domain: 3 });
    expect(await replay(site)).toMatchObject({ accepted: 0, rejected: 3 });
    expect((await truth(site)).total.rejected).toEqual({ unknown_domain: 3 });

    const domains = ['shop.example', 'new.example'];
    await collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains } });
    const attempts = await Promise.all([replay(site), replay(site), replay(site)]);
    expect(attempts.reduce((sum, { accepted = 0 }) => sum + accepted, 0)).toBe(2);
    expect(await replay(site)).toMatchObject({ status: 200, accepted: 0 });
    await vi.waitFor(async () => {
      const { total } = await truth(site);
      expect(total).toMatchObject({
        received: 3,
        accepted: 2,
        stored: 2,
        waiting: 0,
        rejected: { unknown_property: 1 },
      });
    }, 20_000);
    expect(await pageViews(site)).toBe(2);
    expect((await rejected(site)).events.map(({ reason }) => reason)).toEqual(['unknown_property']);
    expect(await replay(site)).toMatchObject({ accepted: 0, rejected: 1 });
    expect((await truth(site)).total).toMatchObject({ received: 3, stored: 2, rejected: { unknown_property: 1 } });
  });

  it('replays some of them, by reason or by id', async () => {
    const site = await createSite({ domains: ['shop.example'] });
    for (const page of ['a', 'b', 'c'])
      await collector.send(wireBatch(site.publicKey, [wireEvent()], { url: `https://new.example/${page}` }));
    await listed(site, 3);
    await collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains: ['new.example'] } });
    expect(await replay(site, { reason: 'too_old' })).toMatchObject({ judged: 0, accepted: 0 });
    const { events } = await rejected(site);
    expect(await replay(site, { ids: events.slice(0, 1).map(({ id }) => id) })).toMatchObject({ accepted: 1 });
    expect(await replay(site, { reason: 'unknown_domain' })).toMatchObject({ accepted: 2 });
    await vi.waitFor(async () => expect((await rejected(site)).events).toEqual([]), 20_000);
    expect((await settled(site, 3)).stored).toBe(3);
  });

  it('keeps so many refused events a minute, and counts all', async () => {
    const site = await createSite();
    await collector.send(
      wireBatch(
        site.publicKey,
        Array.from({ length: 200 }, () => bad()),
      ),
    );
    expect((await settled(site, 200)).rejected).toEqual({ unknown_property: 200 });
    const [kept] = (await listed(site, 1)).reasons;
    expect(kept?.events).toBeGreaterThanOrEqual(60);
    expect(kept?.events).toBeLessThanOrEqual(120);
  });

  it('gives both as CSV, in which no text is a formula', async () => {
    const site = await createSite();
    await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent({ kind: '=cmd()' })]));
    await listed(site, 1);
    const csv = async (route: string) => {
      const cookieless = await collector.owner(`/sites/${site.id}/keys`, {
        method: 'POST',
        body: { name: 'csv', scopes: ['events:read'] },
      });
      const { key } = (await cookieless.json()) as { key: string };
      const response = await fetch(`${collector.url}/api/v1/sites/${site.id}/${route}`, {
        headers: { authorization: `Bearer ${key}`, accept: 'text/csv' },
      });
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      return response.text();
    };
    const delivery = await csv(`delivery?from=${Date.now() - 3_600_000}`);
    expect(delivery.split('\n')[0]).toBe('hour,outcome,reason,events');
    expect(delivery).toMatch(/Z,received,,2\n/);
    expect(delivery).toMatch(/Z,rejected,unknown_kind,1\n/);
    expect(await csv('rejected')).toContain(",'=cmd(),");
  });

  it.each([
    ['?from=tomorrow', 'from'],
    ['?from=2000&to=1000', 'from'],
    ['?from=0', 'from'],
    ['?since=1', 'since'],
  ])('refuses the wrong question %s in words', async (query, place) => {
    const site = await createSite();
    const response = await collector.owner(`/sites/${site.id}/delivery${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_query', path: place } });
  });

  it('agrees with the metrics of the process', async () => {
    const metrics = await (await fetchMetrics()).text();
    const sites = (await (await collector.owner('/sites')).json()) as { sites: SiteAnswer[] };
    const all = await Promise.all(sites.sites.map((site) => truth(site)));
    const sum = (pick: (fates: TruthAnswer['total']) => number) =>
      all.reduce((total, { total: one }) => total + pick(one), 0);
    const metric = (name: string) => Number(new RegExp(`^telltale_${name} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0);
    expect(sum(({ received }) => received)).toBe(metric('events_received_total'));
    expect(sum(({ accepted }) => accepted)).toBe(metric('events_accepted_total'));
    expect(sum(({ stored }) => stored)).toBe(metric('events_stored_total'));
    expect(sum(({ duplicate }) => duplicate)).toBe(metric('events_duplicate_total'));
  });

  const fetchMetrics = async () => {
    const { sites } = (await (await collector.owner('/sites')).json()) as { sites: SiteAnswer[] };
    const created = await collector.owner(`/sites/${sites[0]?.id}/keys`, {
      method: 'POST',
      body: { name: 'metrics', scopes: ['metrics:read'] },
    });
    const { key } = (await created.json()) as { key: string };
    return fetch(`${collector.url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
  };
};

describe('an accepted event that the store cannot read', () => {
  it('is counted as set aside where it was accepted, and keeps no other from being stored', async () => {
    const first = await startTestCollector();
    await first.whenReady;
    const site = first.sites()[0] ?? { id: '', publicKeys: [] };
    await first.close();
    // What a version with another idea of a row, or a sick disk, may leave behind.
    const receivedAt = Date.now();
    const line = (time: unknown) =>
      `${JSON.stringify({ site_id: site.id, received_at: receivedAt, time, event_id: '7' })}\n`;
    const token = `${receivedAt}-abcdefabcdef`;
    await writeFile(path.join(first.dataDir, 'spool', `${token}.ndjson`), `${line(receivedAt)}${line('yesterday')}`);

    const collector = await startTestCollector({ dataDir: first.dataDir });
    await vi.waitFor(async () => {
      const answer = await collector.owner(`/sites/${site.id}/delivery?from=${receivedAt - 3_600_000}`);
      const { total } = (await answer.json()) as TruthAnswer;
      expect(imbalances(total)).toEqual([]);
      expect(total).toMatchObject({ received: 2, accepted: 2, stored: 1, setAside: 1, waiting: 0 });
    }, 20_000);
    expect(await readFile(path.join(first.dataDir, 'spool', `${token}.ndjson.refused`), 'utf8')).toBe(
      line('yesterday'),
    );
    await collector.remove();
  });
});

describe('the delivery truth, in the embedded store', () => {
  truthSuite(async () => ({ settings: {}, end: async () => {} }));
});

describe('the delivery truth, on a server', () => {
  truthSuite(async () => {
    const server = await startClickHouseServer();
    return { settings: { CLICKHOUSE_URL: server.url }, end: () => server.stop() };
  });
});

describe('the delivery truth, on a cluster of two shards', () => {
  truthSuite(async () => {
    const cluster = await startClickHouseCluster();
    return {
      settings: { CLICKHOUSE_URL: cluster.url(), CLICKHOUSE_CLUSTER: cluster.name },
      end: () => cluster.stop(),
    };
  });
});
