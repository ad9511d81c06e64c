import { describe, expect, it } from 'vitest';
import { eventually, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const stored = (page: import('playwright-core').Page) =>
  page.evaluate(() => ({ ...localStorage, ...sessionStorage, cookie: document.cookie }));

const consent = (page: import('playwright-core').Page, choice: 'granted' | 'cookieless' | 'denied') =>
  page.evaluate((chosen) => (window as unknown as TagWindow).telltale.consent(chosen), choice);

describe('consent', () => {
  it('is refused by Global Privacy Control: nothing is stored or sent, whatever the site calls', async () => {
    const { pages, page, openTab } = await visit({
      pages: { '/': '<button>buy</button>' },
      before: () => Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
      isClockStopped: true,
    });
    await consent(page, 'granted');
    await page.click('button');
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('called'));
    const tab = await openTab('/');
    await letTimePass(page, 10_000);
    await letTimePass(tab, 10_000);
    expect(pages.batches).toEqual([]);
    expect(await stored(page)).toEqual({ cookie: '' });
    await page.reload();
    expect(pages.batches).toEqual([]);
  });

  it('is not needed for counting without a cookie: no id, nothing stored', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, config: { isCookieless: true } });
    await mark(pages, page);
    expect(pages.events()).toHaveLength(2);
    for (const { envelope } of pages.events()) {
      expect(envelope).not.toHaveProperty('visitorId');
      expect(envelope).not.toHaveProperty('sessionId');
    }
    expect(await stored(page)).toEqual({ cookie: '' });
  });

  it('gives an id from then on and links nothing backwards', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' }, config: { isCookieless: true } });
    await mark(pages, page, 'before');
    await consent(page, 'granted');
    await mark(pages, page, 'after');
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope);
    expect(before).not.toHaveProperty('visitorId');
    expect(after?.visitorId).toMatch(/^[0-9a-f]{16}$/);
    expect(after?.pageId).not.toBe(before?.pageId);
    expect(pages.events('page_view')).toHaveLength(1);

    await openTab('/');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    expect(pages.events('page_view')[1]?.envelope.visitorId).toBe(after?.visitorId);
  });

  it('withdrawn stops everything, erases what was stored, keeps the choice, and sends nothing that still waits', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '<button>buy</button>' }, isClockStopped: true });
    await page.clock.runFor(2000);
    await eventually(() => expect(pages.events('page_view')).toHaveLength(1));
    await page.click('button');
    await consent(page, 'denied');
    const sent = pages.events().length;
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('after'));
    await letTimePass(await openTab('/'), 10_000);
    await letTimePass(page, 10_000);
    expect(pages.events()).toHaveLength(sent);
    expect(await stored(page)).toEqual({ cookie: '', 'tt.site-key.c': 'denied' });
  });

  it('can be given again after it was withdrawn, to another visitor', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await mark(pages, page, 'before');
    await consent(page, 'denied');
    await consent(page, 'granted');
    await mark(pages, page, 'after');
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope.visitorId);
    expect(after).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });

  it('to be counted without a cookie only takes the id away and goes on counting', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await mark(pages, page, 'before');
    await consent(page, 'cookieless');
    await mark(pages, page, 'after');
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope);
    expect(before).toHaveProperty('visitorId');
    expect(after).not.toHaveProperty('visitorId');
    expect(await stored(page)).toEqual({ cookie: '', 'tt.site-key.c': 'cookieless' });
  });
});
