import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arrival } from '../arrival.ts';
import { CHROME, IPHONE, now, openEnriching } from '../testing/open-enriching.ts';

let enriching: Awaited<ReturnType<typeof openEnriching>>;
beforeAll(async () => {
  enriching = await openEnriching();
});
afterAll(() => enriching.end());
const rowOf: typeof enriching.rowOf = (...said) => enriching.rowOf(...said);

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
