import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteSettings } from '../../sites/site.ts';
import { openEnriching } from '../testing/open-enriching.ts';

let enriching: Awaited<ReturnType<typeof openEnriching>>;
beforeAll(async () => {
  enriching = await openEnriching();
});
afterAll(() => enriching.end());
const rowOf: typeof enriching.rowOf = (...said) => enriching.rowOf(...said);

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
