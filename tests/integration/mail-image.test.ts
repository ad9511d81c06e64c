import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector } from '../fixtures/collector.ts';

const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const APPLE_MAIL = 'Mozilla/5.0';
const THUNDERBIRD = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0';
const SCANNER = 'Mozilla/5.0 (compatible; MailScannerBot/1.0; +https://scanner.example)';

let collector: TestCollector;
let site: { id: string; key: string };

beforeAll(async () => {
  collector = await startTestCollector();
  const [first] = collector.sites();
  site = { id: first?.id ?? '', key: first?.publicKeys[0] ?? '' };
});
afterAll(() => collector.remove());

const load = async (query: Record<string, string>, { userAgent = CHROME, key = site.key, method = 'GET' } = {}) => {
  const response = await fetch(`${collector.url}/o/${key}.gif?${new URLSearchParams(query)}`, {
    method,
    headers: { 'user-agent': userAgent },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes };
};
const recent = async () =>
  (
    (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: {
        object: string;
        verdict: string;
        code: string;
        channel: string;
        device: string;
        browser: string;
        page: string;
        visitorId: string;
        dimensions: Record<string, string>;
      }[];
    }
  ).events;
const openOf = async (campaign: string) =>
  (await recent()).filter(({ dimensions }) => dimensions['props.campaign'] === campaign);
const having = (property: string, value: string) => ({ property, operator: 'is', values: [value] });
const trend = async (aggregation: string, filters: unknown[]) => {
  const { lines } = (await collector.ask(site.id, 'trend', {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation, events: [{ kind: 'custom', filters: [having('name', 'email_opened'), ...filters] }] }],
  })) as { lines: { total: number }[] };
  return lines[0]?.total;
};
const soon = (assertion: () => Promise<void>) => vi.waitFor(assertion, 20_000);

describe('the image in a newsletter', () => {
  it('is one transparent pixel that nobody keeps', async () => {
    const { response, bytes } = await load({ campaign: 'looks' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/gif');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([1, 1]);
  });

  it("records each opening as the campaign's, of the customer it names", async () => {
    for (const customer of ['c-1', 'c-2', 'c-1'])
      await load({ campaign: 'عرض الشتاء', customer, message: `m-${customer}` }, { userAgent: THUNDERBIRD });
    const campaign = [having('utmCampaign', 'عرض الشتاء')];
    await soon(async () => expect(await trend('count', campaign)).toBe(3));
    expect(await trend('visitors', campaign)).toBe(2);
    expect(await trend('count', [...campaign, having('customerId', 'c-1'), having('channel', 'email')])).toBe(2);
    await soon(async () => expect(await trend('count', [...campaign, having('props.message', 'm-c-2')])).toBe(1));
    const [opened] = await openOf('عرض الشتاء');
    expect(opened).toMatchObject({ verdict: 'accepted', page: '', device: 'desktop' });
    expect(opened?.dimensions).not.toHaveProperty(['props.via']);
  });

  it('tells readers apart by the message where no customer is named', async () => {
    for (const message of ['m-1', 'm-2', 'm-1']) await load({ campaign: 'by message', message });
    await soon(async () => expect(await trend('count', [having('utmCampaign', 'by message')])).toBe(3));
    expect(await trend('visitors', [having('utmCampaign', 'by message')])).toBe(2);
  });
});

describe('the machine of a mail service', () => {
  it('that loads when the mail is opened counts as an opening, without its own browser and device', async () => {
    await load({ campaign: 'gmail', customer: 'c-3' }, { userAgent: GMAIL });
    expect(await openOf('gmail')).toMatchObject([
      { verdict: 'accepted', browser: '', device: '', channel: 'email', dimensions: { 'props.via': 'gmail' } },
    ]);
    await soon(async () => expect(await trend('count', [having('props.via', 'gmail')])).toBe(1));
  });

  it('that loads in advance is kept apart with the reason, and is no opening', async () => {
    await load({ campaign: 'apple', customer: 'c-4' }, { userAgent: APPLE_MAIL });
    await load({ campaign: 'scanner', customer: 'c-4' }, { userAgent: SCANNER });
    await load({ campaign: 'after', customer: 'c-4' });
    expect(await openOf('apple')).toMatchObject([
      { verdict: 'bot', code: 'mail_prefetch', dimensions: { 'props.via': 'apple_mail' } },
    ]);
    expect(await openOf('scanner')).toMatchObject([{ verdict: 'bot', code: 'user_agent' }]);
    await soon(async () => expect(await trend('count', [having('utmCampaign', 'after')])).toBe(1));
    expect(await trend('count', [having('utmCampaign', 'apple')])).toBe(0);
    expect(await trend('count', [having('utmCampaign', 'scanner')])).toBe(0);
  });
});

describe('whatever its address says', () => {
  it('an image is answered, and what names no site is recorded nowhere', async () => {
    const before = (await recent()).length;
    for (const key of ['nobody', '%ff', 'a'.repeat(3000), `${site.key}x`]) {
      const { response, bytes } = await load({ campaign: 'x' }, { key });
      expect([response.status, response.headers.get('content-type'), bytes.length]).toEqual([200, 'image/gif', 42]);
    }
    expect((await recent()).length).toBe(before);
  });

  it('who only asks whether it exists opens nothing', async () => {
    expect((await load({ campaign: 'head' }, { method: 'HEAD' })).response.status).toBe(200);
    await load({ campaign: 'after head' });
    expect(await openOf('head')).toEqual([]);
    expect(await openOf('after head')).toHaveLength(1);
  });

  it('addresses and overlong or deceiving names do not get in', async () => {
    await load({
      campaign: `spring\u202e\u0000 ada@shop.example ${'x'.repeat(500)}`,
      customer: 'ada@shop.example',
      message: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc',
    });
    const [opened] = (await recent()).slice(-1);
    expect(opened?.dimensions['props.campaign']).toMatch(/^spring \[email\] x+$/);
    expect(opened?.dimensions['props.campaign']?.length).toBeLessThanOrEqual(120);
    expect(Object.keys(opened?.dimensions ?? {}).sort()).toEqual(['name', 'props.campaign']);
  });
});
