import { domainToASCII } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';

interface SiteAnswer {
  id: string;
  publicKey: string;
}
interface Verdict {
  accepted: number;
  rejected: { code: string; path: string; message: string }[];
}

let collector: TestCollector;

beforeAll(async () => {
  collector = await startTestCollector();
});
afterAll(() => collector.remove());

const createSite = async (domains: string[]) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name: 'Shop', domains } })).json()) as SiteAnswer;
/** Sends a page view of https://shop.example/ as a browser on a page of `origin` does. */
const sendFrom = async (
  { publicKey }: SiteAnswer,
  origin: string | undefined,
  headers: Record<string, string> = {},
) => {
  const response = await collector.send(wireBatch(publicKey, [wireEvent()]), {
    ...(origin !== undefined && { origin }),
    ...headers,
  });
  expect(response.status).toBe(202);
  return (await response.json()) as Verdict;
};
const truth = async ({ id }: SiteAnswer) => {
  const response = await collector.owner(`/sites/${id}/delivery?from=${Date.now() - 86_400_000}`);
  const { total } = (await response.json()) as TruthAnswer;
  expect(imbalances(total)).toEqual([]);
  return total;
};

describe('a site that lists its domains', () => {
  it.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://localhost:8080',
    'chrome-extension://abcdef',
  ])('takes nothing that a page of %s sent, whatever page it claims to be', async (origin) => {
    const { accepted, rejected } = await sendFrom(await createSite(['shop.example']), origin);
    expect(accepted).toBe(0);
    expect(rejected).toMatchObject([
      { code: 'unknown_origin', path: 'origin', message: expect.stringContaining('shop.example') },
    ]);
  });

  it.each([
    'https://shop.example',
    'https://www.shop.example',
    'http://shop.example:8080',
    'null',
    'file://',
    undefined,
  ])('takes what %s sent', async (origin) => {
    expect((await sendFrom(await createSite(['shop.example']), origin)).accepted).toBe(1);
  });

  it('takes Arabic domains as browsers write them', async () => {
    const site = await createSite(['متجر.example', 'shop.example']);
    expect((await sendFrom(site, `https://${domainToASCII('متجر.example')}`)).accepted).toBe(1);
  });

  it('counts by reason what it refused, keeps it, and takes it once the domain is added', async () => {
    const site = await createSite(['shop.example']);
    await sendFrom(site, 'https://new.example');
    await vi.waitFor(async () => {
      const { events } = (await (await collector.owner(`/sites/${site.id}/rejected`)).json()) as { events: object[] };
      expect(events).toMatchObject([{ reason: 'unknown_origin', isReplayable: true }]);
    }, 20_000);
    expect(await truth(site)).toMatchObject({ received: 1, accepted: 0, rejected: { unknown_origin: 1 } });
    const replay = async () =>
      (await (
        await collector.owner(`/sites/${site.id}/rejected/replay`, { method: 'POST', body: {} })
      ).json()) as object;
    expect(await replay()).toMatchObject({ judged: 1, accepted: 0, rejected: 1 });
    await collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains: ['shop.example', 'new.example'] } });
    expect(await replay()).toMatchObject({ judged: 1, accepted: 1, rejected: 0 });
    expect(await truth(site)).toMatchObject({ received: 1, accepted: 1, rejected: {} });
  });
});

describe('a site without domains', () => {
  it('takes what any page sent', async () => {
    expect((await sendFrom(await createSite([]), 'https://anywhere.example')).accepted).toBe(1);
  });
});

describe('the headers of a request', () => {
  const reasonOf = async (headers: Record<string, string>) => {
    const site = await createSite([]);
    await sendFrom(site, undefined, headers);
    const { events } = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: { verdict: string; code: string }[];
    };
    return events.map(({ verdict, code }) => `${verdict} ${code}`.trim()).join();
  };

  it('tell a browser without a window, though its user agent hides it', async () => {
    expect(await reasonOf({ 'user-agent': CHROME, 'sec-ch-ua': '"HeadlessChrome";v="131"' })).toBe('bot headless');
    expect(await reasonOf({ 'user-agent': CHROME, 'sec-ch-ua': '"Google Chrome";v="131"' })).toBe('accepted');
  });

  it('tell an AI crawler from other bots', async () => {
    expect(await reasonOf({ 'user-agent': 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)' })).toBe(
      'bot ai_crawler',
    );
    expect(await reasonOf({ 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' })).toBe('bot user_agent');
  });
});
