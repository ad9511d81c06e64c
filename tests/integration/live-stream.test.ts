import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { addMember } from '../fixtures/members.ts';

interface SiteAnswer {
  id: string;
  name: string;
}

let collector: TestCollector;

beforeAll(async () => {
  collector = await startTestCollector();
});
afterAll(() => collector.remove());

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as SiteAnswer;
const createKey = async (site: SiteAnswer) =>
  (await (
    await collector.owner(`/sites/${site.id}/keys`, {
      method: 'POST',
      body: { name: 'live', scopes: ['events:read', 'keys:write'] },
    })
  ).json()) as { id: string; key: string };

/** An open live stream; `ended` resolves when the collector ends it. */
const openStream = async (site: SiteAnswer, headers: Record<string, string>) => {
  const response = await fetch(`${collector.url}/api/v1/sites/${site.id}/debug/events`, {
    headers: { ...headers, accept: 'text/event-stream' },
  });
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  if (!reader) throw new Error('The stream has no body.');
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: events');
  let isOpen = true;
  const ended = (async () => {
    while (!(await reader.read()).done);
    isOpen = false;
  })();
  // Nobody may be waiting for it when the collector stops.
  ended.catch(() => undefined);
  return { ended, isOpen: () => isOpen, close: () => reader.cancel() };
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('an open live stream', () => {
  it('ends when its key is removed, and those of other keys go on', async () => {
    const site = await createSite('Shop');
    const [removed, kept] = [await createKey(site), await createKey(site)];
    const [ending, going] = [await openStream(site, bearer(removed.key)), await openStream(site, bearer(kept.key))];
    expect((await collector.owner(`/sites/${site.id}/keys/${removed.id}`, { method: 'DELETE' })).status).toBe(204);
    await ending.ended;
    expect(going.isOpen()).toBe(true);
    await going.close();
  });

  it('ends when its person signs out', async () => {
    const site = await createSite('Shop');
    const cookie = await signIn(collector);
    const stream = await openStream(site, { cookie });
    await fetch(`${collector.url}/api/v1/session`, { method: 'DELETE', headers: { cookie } });
    await stream.ended;
  });

  it('ends when its person loses the role that it needs, and goes on while they keep it', async () => {
    const site = await createSite('Shop');
    const [lost, kept] = [
      await addMember(collector, 'Lost', { [site.id]: 'analyst' }),
      await addMember(collector, 'Kept', { [site.id]: 'analyst' }),
    ];
    const [ending, going] = [
      await openStream(site, { cookie: lost.cookie }),
      await openStream(site, { cookie: kept.cookie }),
    ];
    const body = { roles: { [site.id]: 'viewer' } };
    expect((await collector.owner(`/people/${lost.id}`, { method: 'PATCH', body })).status).toBe(200);
    await ending.ended;
    expect(going.isOpen()).toBe(true);
    await going.close();
  });

  it('ends when its site is deleted', async () => {
    const site = await createSite('Gone');
    const stream = await openStream(site, { cookie: await signIn(collector) });
    await collector.owner(`/sites/${site.id}/deletions`, {
      method: 'POST',
      body: { target: { type: 'site', name: 'Gone' } },
    });
    await stream.ended;
  });

  it('is one of many without a warning of leaked listeners', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    const site = await createSite('Busy');
    const cookie = await signIn(collector);
    const streams = await Promise.all(Array.from({ length: 15 }, () => openStream(site, { cookie })));
    // Warnings are told in a turn of their own.
    await new Promise((next) => setImmediate(next));
    process.off('warning', note);
    expect(warnings).toEqual([]);
    await Promise.all(streams.map((stream) => stream.close()));
  });
});
