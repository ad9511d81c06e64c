import { expect, it, vi } from 'vitest';
import { wireBatch, wireEvent } from '../fixtures/collector.ts';
import { bad, onEveryEngine } from '../fixtures/told-delivery.ts';

onEveryEngine('refused events', (told) => {
  const { createSite, truth, settled, rejected, listed, replay, pageViews } = told;

  it('keeps refused events with the reason, without addresses, and lists them page by page', async () => {
    const site = await createSite();
    const url = 'https://shop.example/a?token=secret';
    await told.collector.send(wireBatch(site.publicKey, [bad()], { url }));
    await told.collector.send(
      wireBatch(site.publicKey, [
        bad({ properties: { mail: 'ada@example.com', from: '192.0.2.7', v6: '2001:db8::7:1' } }),
      ]),
    );
    await told.collector.send(wireBatch(site.publicKey, [wireEvent({ kind: '\ud800"\n' })]));
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
    const live = await (await told.collector.owner(`/sites/${site.id}/debug/events`)).text();
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
    await told.collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], elsewhere));
    await told.collector.send(wireBatch(site.publicKey, [bad()], elsewhere));
    await listed(site, 3);
    expect((await truth(site)).total.rejected).toEqual({ unknown_domain: 3 });
    expect(await replay(site)).toMatchObject({ accepted: 0, rejected: 3 });
    expect((await truth(site)).total.rejected).toEqual({ unknown_domain: 3 });

    const domains = ['shop.example', 'new.example'];
    await told.collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains } });
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
      await told.collector.send(wireBatch(site.publicKey, [wireEvent()], { url: `https://new.example/${page}` }));
    await listed(site, 3);
    await told.collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains: ['new.example'] } });
    expect(await replay(site, { reason: 'too_old' })).toMatchObject({ judged: 0, accepted: 0 });
    const { events } = await rejected(site);
    expect(await replay(site, { ids: events.slice(0, 1).map(({ id }) => id) })).toMatchObject({ accepted: 1 });
    expect(await replay(site, { reason: 'unknown_domain' })).toMatchObject({ accepted: 2 });
    await vi.waitFor(async () => expect((await rejected(site)).events).toEqual([]), 20_000);
    expect((await settled(site, 3)).stored).toBe(3);
  });

  it('replays no segments that a page wrote itself', async () => {
    const site = await createSite({ domains: ['shop.example'] });
    const forged = wireEvent({ kind: 'survey_shown', properties: { surveyId: 'ask', segments: 'regulars' } });
    await told.collector.send(wireBatch(site.publicKey, [forged], { url: 'https://new.example/' }));
    await listed(site, 1);
    await told.collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains: ['new.example'] } });
    expect(await replay(site)).toMatchObject({ accepted: 1 });
    expect((await settled(site, 1)).stored).toBe(1);
    const asked = { range: { last: 2, unit: 'day' }, events: [{ kind: 'survey_shown' }], property: 'segments' };
    const { rows } = (await told.collector.ask(site.id, 'breakdown', asked)) as { rows: { value: unknown }[] };
    expect(rows).not.toContainEqual(expect.objectContaining({ value: 'regulars' }));
    expect(rows).toHaveLength(1);
  });

  it('keeps so many refused events a minute, and counts all', async () => {
    const site = await createSite();
    await told.collector.send(
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
});
