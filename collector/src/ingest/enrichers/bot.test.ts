import type { Envelope } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { defaultSiteSettings } from '../../sites/site.ts';
import type { Arrival } from '../arrival.ts';
import { MOST_PAGES_A_MINUTE } from '../page-rate.ts';
import { noPage } from '../page-url.ts';
import { createBotEnricher } from './bot.ts';
import type { SharedColumns } from './enricher.ts';

const NOON = Date.UTC(2026, 2, 15, 12);
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36';
const WEB_VIEW =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/147.0.0.0 Mobile Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

const site = (id: string) => ({
  ...defaultSiteSettings,
  name: 'S',
  timeZone: 'UTC',
  id,
  publicKeys: ['k'],
  createdAt: 0,
});
/** What Chrome sends over TLS. */
const chromeSigns = { clientHints: '"Chromium";v="147", "Google Chrome";v="147"', hasFetchMetadata: true };
const noSigns = { clientHints: '', hasFetchMetadata: false };

interface Request extends Partial<Omit<Arrival, 'site'>> {
  envelope?: Partial<Envelope>;
  siteId?: string;
}

const open = () => {
  const bot = createBotEnricher();
  let pages = 0;
  /** Takes a request in, as Chrome on a page over TLS would send it. @returns the reason; empty for a person. */
  const reasonOf = ({ envelope = {}, siteId = 'shop', ...arrival }: Request = {}) => {
    pages += 1;
    const full = {
      pageId: pages.toString(16).padStart(16, '0'),
      visitorId: '00000000000000aa',
      url: 'https://shop.example/',
      ...envelope,
    };
    const subject = {
      arrival: {
        site: site(siteId),
        receivedAt: NOON,
        ip: '203.0.113.7',
        userAgent: CHROME,
        acceptLanguage: 'en',
        signs: chromeSigns,
        ...arrival,
      },
      envelope: full,
      page: noPage,
      referrer: undefined,
    };
    const { is_bot, bot_reason } = bot.enrich(subject, {} as SharedColumns);
    expect(is_bot).toBe(bot_reason ? 1 : 0);
    return bot_reason;
  };
  const times = (count: number, request: Request | ((time: number) => Request) = {}) =>
    Array.from({ length: count }, (_, time) => reasonOf(typeof request === 'function' ? request(time) : request));
  return { reasonOf, times };
};

/** Nothing of what a browser adds. */
const bare = { acceptLanguage: '', signs: noSigns };

describe('a bot', () => {
  it.each([
    ['automated', { envelope: { isAutomated: true } }],
    ['no_user_agent', { userAgent: '' }],
    ['user_agent', { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['user_agent', { userAgent: 'curl/8.5.0' }],
    [
      'ai_crawler',
      {
        userAgent:
          'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      },
    ],
    [
      'ai_crawler',
      {
        userAgent:
          'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
      },
    ],
    ['ai_crawler', { userAgent: 'Mozilla/5.0 (compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)' }],
    [
      'ai_crawler',
      {
        userAgent:
          'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
      },
    ],
    ['headless', { signs: { ...chromeSigns, clientHints: '"HeadlessChrome";v="147", "Chromium";v="147"' } }],
  ] as const)('is kept apart with the reason "%s"', (reason, request) => {
    expect(open().reasonOf(request)).toBe(reason);
  });

  it('that only claims to be a Chrome lacks what every Chrome sends, once it is known that it arrives here', () => {
    const { reasonOf, times } = open();
    times(150, (visitor) => ({ envelope: { visitorId: visitor.toString(16).padStart(16, '0') } }));
    expect(reasonOf(bare)).toBe('no_browser_headers');
    expect(reasonOf({ ...bare, acceptLanguage: 'en' })).toBe('');
    expect(reasonOf()).toBe('');
  });

  it('turns more pages in a minute than anybody can, and stays a bot until it is quiet for an hour', () => {
    const { reasonOf, times } = open();
    const reasons = times(MOST_PAGES_A_MINUTE + 50);
    expect(new Set(reasons.slice(0, MOST_PAGES_A_MINUTE))).toEqual(new Set(['']));
    expect(new Set(reasons.slice(MOST_PAGES_A_MINUTE))).toEqual(new Set(['inhuman_rate']));
    expect(reasonOf({ envelope: { visitorId: '00000000000000bb' } })).toBe('');
    expect(reasonOf({ siteId: 'other' })).toBe('');
    expect(reasonOf({ receivedAt: NOON + 59 * 60_000 })).toBe('inhuman_rate');
    expect(reasonOf({ receivedAt: NOON + 125 * 60_000 })).toBe('');
  });
});

describe('a person is never taken for a bot', () => {
  it.each([
    [
      'in Firefox, which has no client hints',
      { userAgent: FIREFOX, signs: { clientHints: '', hasFetchMetadata: true } },
    ],
    ['in Safari', { userAgent: SAFARI, signs: { clientHints: '', hasFetchMetadata: true } }],
    ['in an old browser', { userAgent: FIREFOX.replaceAll('140', '78'), ...bare }],
    ['in an app, whose web view leaves headers out', { userAgent: WEB_VIEW, ...bare }],
    ['on a page without TLS, where browsers send less', { ...bare, envelope: { url: 'http://shop.example/' } }],
    ['who changed the user agent', { userAgent: SAFARI, signs: chromeSigns }],
    ['of whose request nothing is known', { signs: undefined, acceptLanguage: '' }],
  ] as [string, Request][])('%s', (_, request) => {
    const { reasonOf, times } = open();
    times(200, (visitor) => ({ envelope: { visitorId: visitor.toString(16).padStart(16, '0') } }));
    const { signs, ...rest } = request;
    expect(reasonOf('signs' in request && !signs ? { ...rest, signs: undefined as never } : request)).toBe('');
  });

  it('behind a proxy that takes the headers of all out', () => {
    const visitors = (visitor: number) => ({
      ...bare,
      envelope: { visitorId: visitor.toString(16).padStart(16, '0') },
    });
    expect(new Set(open().times(3_000, visitors))).toEqual(new Set(['']));
  });

  it('because of programs that send nothing either: where they are many, what is missing proves nothing', () => {
    const { times } = open();
    times(200, (visitor) => ({ envelope: { visitorId: visitor.toString(16).padStart(16, '0') } }));
    times(200, (visitor) => ({ ...bare, envelope: { visitorId: visitor.toString(16).padStart(16, 'f') } }));
    expect(times(1, bare)).toEqual(['']);
  });

  it('with a key held down on a gallery, ten seconds long', () => {
    expect(new Set(open().times(300))).toEqual(new Set(['']));
  });

  it('with two tabs that send by turns for hours', () => {
    // Their events wait in one queue, by turns.
    const tabs = ['1', '2'].map((tab) => ({ envelope: { pageId: tab.padStart(16, '0') } }));
    expect(new Set(open().times(5_000, (time) => tabs[time % 2] ?? {}))).toEqual(new Set(['']));
  });

  it('who shares an address and a browser with a whole school, without an id of their own', () => {
    const { times } = open();
    const nameless = { envelope: { visitorId: undefined as never } };
    expect(new Set(times(2_000, nameless))).toEqual(new Set(['']));
  });
});
