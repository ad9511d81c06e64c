import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { id64, signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import type { TruthAnswer } from '../fixtures/delivery.ts';
import { type ImportPlace, importFile } from '../fixtures/imports.ts';

let collector: TestCollector;
let site: { id: string; publicKey: string };
let place: ImportPlace;

beforeAll(async () => {
  collector = await startTestCollector();
});
afterAll(() => collector.remove());
beforeEach(async () => {
  const made = await collector.owner('/sites', { method: 'POST', body: { name: `Shop ${id64()}` } });
  site = (await made.json()) as typeof site;
  place = {
    url: collector.url,
    site: site.id,
    headers: { cookie: await signIn(collector), origin: collector.url },
  };
});

const ndjson = (lines: readonly unknown[]) => Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const truth = async () => {
  const answer = await collector.owner(`/sites/${site.id}/delivery?from=${Date.now() - 7_200_000}`);
  return ((await answer.json()) as TruthAnswer).total;
};
const stored = (events: number) =>
  vi.waitFor(async () => expect(await truth()).toMatchObject({ stored: events, waiting: 0 }), {
    timeout: 20_000,
    interval: 100,
  });
const exported = async () => {
  const response = await fetch(`${collector.url}/api/v1/sites/${site.id}/export?format=ndjson`, {
    method: 'POST',
    headers: { ...place.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ range: { last: 2, unit: 'day' } }),
  });
  const lines = (await response.text()).trim().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
};
/** Page views as a tag sends them: their ids follow from the page view that they belong to. */
const visit = (pages: number) =>
  Promise.all(
    Array.from({ length: pages }, () => {
      const { id: _, ...event } = wireEvent() as Record<string, unknown>;
      return collector.send(wireBatch(site.publicKey, [event]));
    }),
  );

describe('importing what a page has made', { timeout: 60_000 }, () => {
  it('counts each event once, whoever the file says was there', async () => {
    await visit(3);
    await stored(3);
    const lines = await exported();
    expect(lines).toHaveLength(3);
    const told = lines.map((line) => ({ ...line, visitorId: id64() }));
    expect(await importFile(place, 'ndjson', { file: ndjson(lines) })).toMatchObject({ accepted: 0, duplicate: 3 });
    expect(await importFile(place, 'ndjson', { file: ndjson(told) })).toMatchObject({ accepted: 0, duplicate: 3 });
    expect(await exported()).toEqual(lines);
    expect(await truth()).toMatchObject({ accepted: 3, stored: 3, duplicate: 0 });
  });

  it('says of those that were erased lately that they cannot come back yet', async () => {
    await visit(3);
    await stored(3);
    const file = ndjson(await exported());
    const target = { type: 'range', from: 0, to: Date.now() };
    await collector.owner(`/sites/${site.id}/deletions`, { method: 'POST', body: { target } });
    await vi.waitFor(async () => expect(await exported()).toEqual([]), { timeout: 20_000, interval: 100 });
    expect(await importFile(place, 'ndjson', { file })).toMatchObject({
      accepted: 0,
      rejected: 3,
      reasons: { id_used_lately: 3 },
    });
    expect(await truth()).toMatchObject({ duplicate: 0 });
  });

  it('takes two events of one id for two when two pages made them, in one file or in two', async () => {
    const visitorId = id64();
    const made = () => ({
      kind: 'custom',
      id: 'add-to-cart 1',
      at: Date.now() - 60_000,
      visitorId,
      pageId: id64(),
      properties: { name: 'called' },
    });
    const lines = [made(), made()];
    expect(await importFile(place, 'ndjson', { file: ndjson(lines) })).toMatchObject({ accepted: 2, duplicate: 0 });
    await stored(2);
    const more = [...lines, made()];
    expect(await importFile(place, 'ndjson', { file: ndjson(more) })).toMatchObject({ accepted: 1, duplicate: 2 });
    await stored(3);
    expect(await exported()).toHaveLength(3);
  });
});
