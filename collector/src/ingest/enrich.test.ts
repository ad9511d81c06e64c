import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Envelope, Event } from '@telltale/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openGeoDatabase } from '../geo/geo-database.ts';
import { defaultSiteSettings, type SiteSettings } from '../sites/site.ts';
import type { Arrival } from './arrival.ts';
import { type OpenDailySalt, openDailySalt } from './daily-salt.ts';
import { enrich, rowsOf } from './enrich.ts';
import type { Enricher } from './enrichers/enricher.ts';
import { createEnrichers } from './enrichers/index.ts';
import { readPageUrl } from './page-url.ts';

const now = Date.UTC(2025, 10, 20, 12);
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

let folder: string;
let salt: OpenDailySalt;
let enrichers: readonly Enricher[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'salt-'));
  salt = openDailySalt(folder, () => now);
  enrichers = createEnrichers(salt, await openGeoDatabase(''));
});
afterAll(async () => {
  salt.close();
  await rm(folder, { recursive: true });
});

const pageView: Event = { id: '00000000000000ff', kind: 'page_view', at: now - 5, seq: 3, properties: {} };
const rowOf = (
  envelope: Partial<Envelope> = {},
  arrival: Partial<Arrival> = {},
  { events = [pageView] as Event[], ...settings }: { events?: Event[] } & Partial<SiteSettings> = {},
) => {
  const full: Envelope = { pageId: '0000000000000010', url: 'https://shop.example/', ...envelope };
  const page = readPageUrl(full.url);
  if (!page) throw new Error(`${full.url} is no address.`);
  const site = {
    ...defaultSiteSettings,
    ...settings,
    name: 'S',
    timeZone: 'UTC',
    id: 'site',
    publicKeys: ['k'],
    createdAt: 0,
  };
  const complete: Arrival = {
    site,
    receivedAt: now,
    ip: '203.0.113.7',
    userAgent: CHROME,
    acceptLanguage: '',
    ...arrival,
  };
  const [row] = enrich(enrichers, complete, [{ envelope: full, page, events }]).flatMap(rowsOf);
  if (!row) throw new Error('There is no row.');
  return row;
};

describe('a row', () => {
  it('tells who, where and when, with ids as decimal text', () => {
    expect(
      rowOf({ visitorId: 'ffffffffffffffff', sessionId: '0000000000000002', customerId: 'ada', viewport: [390, 844] }),
    ).toMatchObject({
      site_id: 'site',
      kind: 'page_view',
      object: '/',
      visitor_id: '18446744073709551615',
      session_id: '2',
      page_id: '16',
      event_id: '255',
      customer_id: 'ada',
      time: now - 5,
      seq: 3,
      received_at: now,
      viewport_width: 390,
      viewport_height: 844,
      is_bot: 0,
    });
  });

  it('takes its id from its page view and its place there when the sender gave none', () => {
    const { id: _, ...nameless } = pageView;
    expect(rowOf({}, {}, { events: [nameless] }).event_id).toBe('19');
    expect(rowOf({ pageId: 'ffffffffffffffff' }, {}, { events: [nameless] }).event_id).toBe('2');
  });

  it('never holds the address of the visitor', () => {
    expect(JSON.stringify(rowOf({}, { ip: '203.0.113.77' }))).not.toContain('203.0.113.77');
  });

  it('holds dimensions, measures and money as the kind declares them', () => {
    const purchase: Event = {
      ...pageView,
      kind: 'purchase',
      properties: { orderId: 'o-1', value: { amount: '19.90', currency: 'EUR' }, items: 2 },
    };
    expect(rowOf({}, {}, { events: [purchase] })).toMatchObject({
      object: '',
      dimensions: { orderId: 'o-1' },
      measures: { items: 2 },
      amount: '19.90',
      currency: 'EUR',
    });
  });

  it("flattens the site's own names: numbers are measures, the rest dimensions", () => {
    const custom: Event = {
      ...pageView,
      kind: 'custom',
      properties: { name: 'plan_chosen', props: { plan: 'pro', seats: 5, isYearly: true, الخطة: 'كبيرة' } },
    };
    expect(rowOf({}, {}, { events: [custom] })).toMatchObject({
      object: 'plan_chosen',
      dimensions: { name: 'plan_chosen', 'props.plan': 'pro', 'props.isYearly': 'true', 'props.الخطة': 'كبيرة' },
      measures: { 'props.seats': 5 },
      amount: '0',
      currency: '',
    });
  });
});

describe('the page', () => {
  it('is taken apart, and Arabic paths stay readable', () => {
    const url = 'https://shop.example/%D9%82%D9%85%D8%A7%D8%B4/?q=1#part';
    expect(rowOf({ url })).toMatchObject({ hostname: 'shop.example', path: '/قماش/', search: 'q=1', object: '/قماش/' });
  });

  it('loses e-mail addresses and secrets, wherever they stand', () => {
    const url =
      'https://shop.example/u/ada%40example.org/x?token=abc&reset_token=1&q=ada@example.org&id_token=eyJhbGciOi.eyJzdWIiOi.sig&page=2';
    expect(rowOf({ url })).toMatchObject({
      path: '/u/[email]/x',
      search: 'token=[removed]&reset_token=[removed]&q=[email]&id_token=[removed]&page=2',
    });
  });

  it('keeps what would deceive its reader encoded: line breaks and reversed text', () => {
    expect(rowOf({ url: 'https://shop.example/a%0Ab' }).path).toBe('/a%0Ab');
    expect(rowOf({ url: 'https://shop.example/%E2%80%AEgpj.exe' }).path).toBe('/%E2%80%AEgpj.exe');
    expect(rowOf({ url: 'https://shop.example/%FF' }).path).toBe('/%FF');
  });
});

describe('the channel', () => {
  const from = (referrer: string | undefined, url = 'https://shop.example/', settings: Partial<SiteSettings> = {}) => {
    const { channel, source } = rowOf(referrer === undefined ? { url } : { url, referrer }, {}, settings);
    return `${channel}: ${source}`;
  };

  it.each([
    [undefined, 'direct: '],
    ['https://www.google.com.sa/', 'search: Google'],
    ['https://duckduckgo.com/', 'search: DuckDuckGo'],
    ['https://l.facebook.com/', 'social: Facebook'],
    ['https://x.com/', 'social: Twitter'],
    ['https://mail.google.com/mail/u/0/', 'email: Gmail'],
    ['https://chatgpt.com/', 'ai: ChatGPT'],
    ['https://www.perplexity.ai/search', 'ai: Perplexity'],
    ['android-app://com.google.android.gm/', 'email: Gmail'],
    ['https://www.blog.example/post', 'referral: blog.example'],
    ['https://www.shop.example/cart', 'internal: '],
    ['nonsense', 'direct: '],
  ])('of a visitor from %s is "%s"', (referrer, expected) => {
    expect(from(referrer)).toBe(expected);
  });

  it('takes no host for a known one that only begins like it', () => {
    expect(from('https://x.company.example/')).toBe('referral: x.company.example');
    expect(from('https://google.com.evil.example/')).toBe('referral: google.com.evil.example');
  });

  it("counts the site's other domains as the site", () => {
    const fromPay = (settings: Partial<SiteSettings>) =>
      from('https://pay.other.example/', 'https://shop.example/', settings);
    expect(fromPay({ domains: ['shop.example', 'other.example'] })).toBe('internal: ');
    expect(fromPay({ linkedDomains: ['other.example'] })).toBe('internal: ');
    expect(fromPay({ linkedDomains: ['another.example'] })).toBe('referral: pay.other.example');
    expect(from('https://help.shop.example/', 'https://www.shop.example/', { cookieDomain: 'shop.example' })).toBe(
      'internal: ',
    );
  });

  it.each([
    ['?utm_source=news&utm_medium=Email&utm_campaign=Spring', 'email: news'],
    ['?utm_source=google&utm_medium=cpc', 'paid: google'],
    ['?gclid=abc', 'paid: Google'],
    ['?utm_source=insta&utm_medium=social', 'social: insta'],
    ['?utm_source=poster', 'campaign: poster'],
    ['?ref=producthunt', 'campaign: producthunt'],
  ])('that a link names wins over the referrer: %s', (search, expected) => {
    expect(from('https://blog.example/', `https://shop.example/${search}`)).toBe(expected);
  });

  it('keeps what the campaign is called', () => {
    const url =
      'https://shop.example/?utm_source=n&utm_medium=Email&utm_campaign=Spring%20Sale&utm_term=t&utm_content=c';
    expect(rowOf({ url })).toMatchObject({
      utm_medium: 'email',
      utm_campaign: 'Spring Sale',
      utm_term: 't',
      utm_content: 'c',
    });
  });
});

describe('the device', () => {
  it('is read off the user agent', () => {
    expect(rowOf()).toMatchObject({ browser: 'Chrome', browser_version: '131', os: 'Windows', device: 'desktop' });
    expect(rowOf({}, { userAgent: IPHONE })).toMatchObject({ browser: 'Safari', os: 'iOS', device: 'mobile' });
    expect(rowOf({}, { userAgent: '' })).toMatchObject({ browser: '', os: '', device: '' });
  });
});

describe('the language', () => {
  it('is the primary one, by the tag or else by the request', () => {
    expect(rowOf({ language: 'ar-EG' }, { acceptLanguage: 'en-GB' }).language).toBe('ar');
    expect(rowOf({}, { acceptLanguage: 'de-CH,de;q=0.9,en;q=0.8' }).language).toBe('de');
    expect(rowOf({ language: '*' }).language).toBe('');
  });
});

describe('the place', () => {
  it('is that of the address', () => {
    expect(rowOf({}, { ip: '196.218.0.1' })).toMatchObject({ country: 'EG', region: '' });
    expect(rowOf({}, { ip: '2a01:4f8::1' })).toMatchObject({ country: 'DE', region: '' });
    expect(rowOf({}, { ip: '192.168.1.7' })).toMatchObject({ country: '', region: '' });
  });

  it('is never guessed from a language', () => {
    const said = { language: 'ar-EG' };
    expect(rowOf(said, { ip: '', acceptLanguage: 'de-CH' })).toMatchObject({ country: '', region: '', language: 'ar' });
    expect(rowOf(said, { ip: '8.8.8.8', acceptLanguage: 'de-CH' }).country).toBe('US');
  });

  it('leaves nothing of the address in the row', () => {
    expect(JSON.stringify(rowOf({}, { ip: '196.218.0.1' }))).not.toContain('196.218');
  });
});

describe('a bot', () => {
  it.each([
    ['automated', { isAutomated: true }, CHROME],
    ['no_user_agent', {}, ''],
    ['user_agent', {}, 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['ai_crawler', {}, 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)'],
  ])('is kept apart with the reason "%s"', (reason, envelope, userAgent) => {
    expect(rowOf(envelope, { userAgent })).toMatchObject({ is_bot: 1, bot_reason: reason });
  });

  it('is no one with an ordinary browser', () => {
    for (const userAgent of [CHROME, IPHONE])
      expect(rowOf({}, { userAgent })).toMatchObject({ is_bot: 0, bot_reason: '' });
  });
});

describe('a visitor without an id', () => {
  const id = (change: Partial<Arrival> = {}) => rowOf({}, change).visitor_id;

  it('is the same within the day for the same site, address and browser, and another otherwise', () => {
    expect(id()).toBe(id({ receivedAt: now + 3_600_000 }));
    expect(new Set([id(), id({ ip: '203.0.113.8' }), id({ userAgent: IPHONE })]).size).toBe(3);
  });

  it('has a session until 30 minutes pass without an event', () => {
    const session = (receivedAt: number) => rowOf({}, { receivedAt, ip: '198.51.100.1' }).session_id;
    const first = session(now);
    expect(session(now + 29 * 60_000)).toBe(first);
    expect(session(now + 58 * 60_000)).toBe(first);
    expect(session(now + 89 * 60_000)).not.toBe(first);
  });
});

describe("the day's salt", () => {
  const opened: OpenDailySalt[] = [];
  const open = async (at: number, place: string) => {
    const one = openDailySalt(place, () => at);
    opened.push(one);
    return Buffer.from(one.current(at)).toString('hex');
  };
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  it('outlives a restart, but not the day: nothing of it is left on disk', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    const today = await open(now, place);
    expect(await open(now + 3_600_000, place)).toBe(today);
    const tomorrow = await open(now + 86_400_000, place);
    expect(tomorrow).not.toBe(today);
    const text = await readFile(path.join(place, 'visitor-salt.json'), 'utf8');
    expect(text).toContain(Buffer.from(tomorrow, 'hex').toString('base64'));
    expect(text).not.toContain(Buffer.from(today, 'hex').toString('base64'));
    await rm(place, { recursive: true });
  });

  it('changes at midnight in a process that goes on', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    const one = openDailySalt(place, () => now);
    opened.push(one);
    const before = Buffer.from(one.current(now)).toString('hex');
    expect(Buffer.from(one.current(now + 86_400_000)).toString('hex')).not.toBe(before);
    await rm(place, { recursive: true });
  });

  it('is made anew when its file is damaged', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    await open(now, place);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path.join(place, 'visitor-salt.json'), '{');
    expect(await open(now, place)).toMatch(/^[0-9a-f]{64}$/);
    await rm(place, { recursive: true });
  });
});
