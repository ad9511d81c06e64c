import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';
import { bad, onEveryEngine, type SiteAnswer } from '../fixtures/told-delivery.ts';

const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

onEveryEngine('the delivery truth', (told) => {
  const { createSite, truth, settled, listed, pageViews } = told;

  it('tells of every event what became of it, at every moment, and agrees with the questions', async () => {
    const site = await createSite();
    const batch = wireBatch(site.publicKey, [wireEvent(), wireEvent(), bad(), wireEvent({ kind: 'no_such_kind' })]);
    await told.collector.send({ ...batch, dropped: { overflow: 3, 'made up by a sender': 2 } });
    // Acknowledged is counted, stored or not.
    expect((await truth(site)).total).toMatchObject({ received: 4, accepted: 2 });
    await told.collector.send({ ...batch, dropped: { overflow: 3, 'made up by a sender': 2 } });
    await told.collector.send(wireBatch(site.publicKey, [wireEvent()]), { 'user-agent': GOOGLEBOT });
    await told.collector.send(wireBatch(site.publicKey, [wireEvent({ at: Date.now() - 7_200_000 })]));
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
    const said = { dropped: { overflow: 3, expired: 1 }, droppedId: id64() };
    const [first, second] = [wireEvent(), wireEvent()];
    const who = { visitorId: id64(), pageId: id64() };
    await told.collector.send({ ...wireBatch(site.publicKey, [first], who), ...said });
    await told.collector.send({ ...wireBatch(site.publicKey, [second, first], who), ...said });
    await told.collector.send({
      ...wireBatch(site.publicKey, [wireEvent()]),
      dropped: { overflow: 2 },
      droppedId: id64(),
    });
    expect((await settled(site, 4)).dropped).toEqual({ overflow: 5, expired: 1 });
  });

  it('counts nothing of a batch that was refused as a whole, and nothing of another site', async () => {
    const site = await createSite();
    expect((await told.collector.send('{"v":1')).status).toBe(400);
    expect((await told.collector.send(wireBatch('nobody', [wireEvent()]))).status).toBe(403);
    expect((await truth(site)).total).toMatchObject({ received: 0, rejected: {} });
  });

  it("cuts hours in the site's zone, a quarter of an hour off included", async () => {
    const site = await createSite({ timeZone: 'Asia/Kathmandu' });
    await told.collector.send(wireBatch(site.publicKey, [wireEvent()]));
    await settled(site, 1);
    const [hour] = (await truth(site)).hours;
    const offsetMs = 5.75 * 3_600_000;
    expect(((hour?.startAt ?? 0) + offsetMs) % 3_600_000).toBe(0);
    expect(hour).toMatchObject({ received: 1, stored: 1 });
    // Without a time, today in the site's zone is meant.
    const today = (await (await told.collector.owner(`/sites/${site.id}/delivery`)).json()) as { from: number };
    expect((today.from + offsetMs) % 86_400_000).toBe(0);
  });

  it('gives both as CSV, in which no text is a formula', async () => {
    const site = await createSite();
    await told.collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent({ kind: '=cmd()' })]));
    await listed(site, 1);
    const csv = async (route: string) => {
      const cookieless = await told.collector.owner(`/sites/${site.id}/keys`, {
        method: 'POST',
        body: { name: 'csv', scopes: ['events:read'] },
      });
      const { key } = (await cookieless.json()) as { key: string };
      const response = await fetch(`${told.collector.url}/api/v1/sites/${site.id}/${route}`, {
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
    const response = await told.collector.owner(`/sites/${site.id}/delivery${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_query', path: place } });
  });

  it('agrees with the metrics of the process', async () => {
    const metrics = await (await fetchMetrics()).text();
    const sites = (await (await told.collector.owner('/sites')).json()) as { sites: SiteAnswer[] };
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
    const { sites } = (await (await told.collector.owner('/sites')).json()) as { sites: SiteAnswer[] };
    const created = await told.collector.owner(`/sites/${sites[0]?.id}/keys`, {
      method: 'POST',
      body: { name: 'metrics', scopes: ['metrics:read'] },
    });
    const { key } = (await created.json()) as { key: string };
    return fetch(`${told.collector.url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
  };
});

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
