import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

interface SiteAnswer {
  id: string;
  publicKey: string;
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let collector: TestCollector;
/** How far the collector's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  collector = await startTestCollector({ nowMs: () => Date.now() + aheadMs });
});
afterAll(() => collector.remove());

const createSite = async () =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name: 'Shop' } })).json()) as SiteAnswer;

/** One batch of one tab, as a tag with or without consent sends it. */
const send = async ({ publicKey }: SiteAnswer, envelope: object, userAgent = CHROME) => {
  const now = Date.now() + aheadMs;
  const batch = wireBatch(publicKey, [wireEvent({ at: now })], envelope);
  const [filled] = batch.envelopes;
  // Without consent there are no ids at all.
  const envelopes = [
    JSON.parse(JSON.stringify({ ...filled, visitorId: undefined, sessionId: undefined, ...envelope })),
  ];
  const response = await collector.send({ ...batch, sentAt: now, envelopes }, { 'user-agent': userAgent });
  expect(await response.json()).toMatchObject({ accepted: 1 });
};
const counts = async ({ id }: SiteAnswer, events: number) => {
  const ask = async (aggregation: string) => {
    const { lines } = (await collector.ask(id, 'trend', {
      range: { last: 3, unit: 'day' },
      series: [{ aggregation, events: [{ kind: 'page_view' }] }],
    })) as { lines: { total: number }[] };
    return lines[0]?.total;
  };
  await vi.waitFor(async () => expect(await ask('count')).toBe(events), 20_000);
  return { visitors: await ask('visitors'), sessions: await ask('sessions') };
};

describe('several tabs of one browser', () => {
  it('are one visitor in one session with consent: all tabs send the same ids', async () => {
    const site = await createSite();
    const who = { visitorId: id64(), sessionId: id64() };
    const [first, second] = [id64(), id64()];
    for (const pageId of [first, second, first, second]) await send(site, { ...who, pageId });
    expect(await counts(site, 4)).toEqual({ visitors: 1, sessions: 1 });
  });

  it('are one visitor in one session without any id, and another browser or site is another', async () => {
    const site = await createSite();
    const [first, second] = [id64(), id64()];
    for (const pageId of [first, second, first, second]) await send(site, { pageId });
    expect(await counts(site, 4)).toEqual({ visitors: 1, sessions: 1 });
    await send(site, { pageId: id64() }, FIREFOX);
    expect(await counts(site, 5)).toEqual({ visitors: 2, sessions: 2 });
    const other = await createSite();
    await send(other, { pageId: id64() });
    expect(await counts(other, 1)).toEqual({ visitors: 1, sessions: 1 });
  });

  it('begin another session together when none of them did anything for 30 minutes, without any id too', async () => {
    // In the middle of a day: at midnight the day's salt makes another visitor.
    const noon = 12 * 3_600_000;
    aheadMs = noon - (Date.now() % 86_400_000);
    const site = await createSite();
    const [first, second] = [id64(), id64()];
    await send(site, { pageId: first });
    aheadMs += 20 * 60_000;
    await send(site, { pageId: second });
    aheadMs += 20 * 60_000;
    await send(site, { pageId: first });
    expect(await counts(site, 3)).toEqual({ visitors: 1, sessions: 1 });
    aheadMs += 31 * 60_000;
    await send(site, { pageId: second });
    await send(site, { pageId: first });
    expect(await counts(site, 5)).toEqual({ visitors: 1, sessions: 2 });
    aheadMs = 0;
  });

  it('that consent go on under an id of their own, linked to nothing before', async () => {
    const site = await createSite();
    await send(site, { pageId: id64() });
    await send(site, { pageId: id64(), visitorId: id64(), sessionId: id64() });
    expect(await counts(site, 2)).toEqual({ visitors: 2, sessions: 2 });
  });
});
