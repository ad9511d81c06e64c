import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventsOf, type Pages } from '../../fixtures/pages.ts';
import { eventually, leave, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const MINUTE_MS = 60_000;

const track = (page: Page, ...names: string[]) =>
  page.evaluate((all) => {
    for (const name of all) (window as unknown as TagWindow).telltale.track(name);
  }, names);

const names = (pages: Pages) => pages.events('custom').map(({ properties }) => properties.name);

/** Event ids, each as often as it arrived in an answered request. */
const ids = (pages: Pages) => pages.events().map(({ id }) => id);

const waitingEvents = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tt.site-key.q')).length);

const drained = (page: Page) => expect.poll(() => waitingEvents(page), { timeout: 10_000 }).toBe(0);

describe('delivery', () => {
  it('sends what happens together in one batch, one envelope a page view, in order', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await track(page, 'a', 'b', 'c');
    await eventually(() => expect(names(pages)).toEqual(['a', 'b', 'c']));
    expect(pages.batches).toHaveLength(1);
    expect(pages.batches[0]?.batch.envelopes).toHaveLength(1);
    const order = pages.events().map(({ seq }) => seq);
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(new Set(ids(pages)).size).toBe(4);
    await eventually(() => expect(pages.requests.filter(({ method }) => method === 'OPTIONS')).toEqual([]));
  });

  it('keeps nothing once it is delivered', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await mark(pages, page);
    await drained(page);
  });

  it('drains the calls made before the tag was there, in their order', async () => {
    const { pages } = await visit({
      pages: {
        '/': `<!doctype html><title>Stub</title><link rel="icon" href="data:,"><script>
          window.telltale = window.telltale || function () { (telltale.q = telltale.q || []).push(arguments) };
          telltale('track', 'first', { plan: 'pro' }); telltale('checkout.step', 'cart'); telltale('track', 'last');
          telltale('no such method'); telltale('checkout.no such method');
        </script>{tag}`,
      },
    });
    await eventually(() => expect(names(pages)).toEqual(['first', 'last']));
    expect(pages.events().map(({ kind }) => kind)).toEqual(['page_view', 'custom', 'checkout_step', 'custom']);
    expect(pages.events('custom')[0]?.properties.props).toEqual({ plan: 'pro' });
  });

  it('tries again, later each time, while the collector is down, and then delivers everything once', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith(() => ({ status: 503 }));
    await track(page, 'a');
    await letTimePass(page, MINUTE_MS);
    await track(page, 'b');
    await letTimePass(page, 2000);
    // 1 + 2 + 4 + 8 + 16 + 32 s between them, give or take the half that is chance.
    expect(pages.batches.length).toBeGreaterThan(3);
    expect(pages.batches.length).toBeLessThan(10);
    pages.answerWith(() => ({ status: 202 }));
    const refused = pages.batches.length;
    await letTimePass(page, 2 * MINUTE_MS);
    const delivered = eventsOf(pages.batches.slice(refused));
    const customs = delivered.filter(({ kind }) => kind === 'custom');
    expect(customs.map(({ properties }) => properties)).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(delivered.length);
    await drained(page);
  });

  it('waits as long as Retry-After asks, on the next page too', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith((attempt) => (attempt ? { status: 202 } : { status: 429, headers: { 'retry-after': '120' } }));
    await letTimePass(page, 2000);
    await eventually(() => expect(pages.batches).toHaveLength(1));
    await expect.poll(() => page.evaluate(() => localStorage['tt.site-key.r'])).toBeDefined();
    await letTimePass(page, 100_000);
    const tab = await openTab('/');
    await tab.evaluate(() => fetch('/'));
    expect(pages.batches).toHaveLength(1);
    await letTimePass(page, 30_000);
    await eventually(() => expect(pages.batches.length).toBeGreaterThan(1));
  });

  it.each([400, 401, 403, 410, 422])(
    'never repeats what was refused for good (%i), and reports how much that was',
    async (status) => {
      const { pages, page } = await visit({ pages: { '/': '' } });
      pages.answerWith((attempt) => ({ status: attempt ? 202 : status }));
      await track(page, 'refused');
      await eventually(() => expect(pages.batches).toHaveLength(1));
      await drained(page);
      await mark(pages, page);
      expect(names(pages)).toEqual(['refused', 'marker']);
      expect(pages.batches[1]?.batch.dropped).toEqual({ refused: 2 });
      await mark(pages, page, 'another');
      expect(pages.batches[2]?.batch).not.toHaveProperty('dropped');
    },
  );

  it('reports what was given up once, though the page was hidden before it could', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    pages.answerWith((attempt) => ({ status: attempt ? 202 : 400 }));
    await eventually(() => expect(pages.batches).toHaveLength(1));
    // The page has heard the answer once it sends something of its own afterwards.
    await page.evaluate(() => fetch('/'));
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await mark(pages, page);
    await mark(pages, await openTab('/'), 'in another tab');
    expect(pages.batches.filter(({ batch }) => batch.dropped)).toHaveLength(1);
  });

  it('tells what was given up under one id until it was heard, whatever travels with it, and the rest after that', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    // Refused for good: given up. Then the answers to the report are lost; then all is well.
    pages.answerWith((attempt) => (attempt === 0 ? { status: 400 } : attempt < 3 ? 'disconnect' : { status: 202 }));
    await eventually(() => expect(pages.batches).toHaveLength(1));
    const track = (name: string) =>
      page.evaluate((custom) => (window as unknown as TagWindow).telltale.track(custom), name);
    await track('first');
    await eventually(() => expect(pages.batches.length).toBeGreaterThan(1));
    await track('second');
    await eventually(() => expect(pages.batches.length).toBeGreaterThan(3), 20_000);
    await mark(pages, page, 'heard');
    await mark(pages, await openTab('/'), 'in another tab');
    const reports = pages.batches.flatMap(({ batch: { dropped, droppedId } }) =>
      dropped ? [{ dropped, droppedId }] : [],
    );
    expect(reports.length).toBeGreaterThan(1);
    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(reports[0]).toEqual({ dropped: { refused: 1 }, droppedId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  it('halves a batch that is too large for somebody in between', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    const long = 'x'.repeat(500);
    // The page view is on its way already, however slow the machine is.
    await mark(pages, page);
    const before = pages.batches.length;
    pages.answerWith((attempt) => ({ status: attempt ? 202 : 413 }));
    await page.evaluate((value) => {
      for (let index = 0; index < 40; index++) (window as unknown as TagWindow).telltale.track(`n${index}`, { value });
    }, long);
    await eventually(() => expect(pages.batches.length).toBeGreaterThan(before + 1));
    await eventually(() => expect(new Set(names(pages)).size).toBe(41));
    await drained(page);
    const [whole, half] = pages.batches.slice(before);
    expect(half?.bytes).toBeLessThan((whole?.bytes ?? 0) * 0.6);
  });

  it('never lets a collector that hangs delay a link', async () => {
    const { pages, page } = await visit({ pages: { '/': '<a href="/next">next</a>', '/next': 'there' } });
    pages.answerWith(() => new Promise(() => {}));
    await track(page, 'a');
    await eventually(() => expect(pages.batches).toHaveLength(1));
    await page.click('a', { timeout: 3000 });
    await page.waitForURL(`${pages.url}/next`, { timeout: 3000 });
  });

  it('gives up on a collector that hangs, and delivers to one that is back', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    pages.answerWith((attempt) => (attempt ? { status: 202 } : 'disconnect'));
    await track(page, 'a');
    await eventually(() => expect(names(pages)).toEqual(['a', 'a']));
    await drained(page);
    expect(new Set(ids(pages)).size).toBe(2);
  });

  it('delivers or keeps thirty events of 3 KB when the visitor leaves after 400 ms, and the next page delivers the rest', async () => {
    const { pages, page } = await visit({ pages: { '/': '', '/next': '' }, isClockStopped: true });
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      const props = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`p${index}`, 'x'.repeat(500)]));
      for (let index = 0; index < 30; index++) telltale.track(`n${index}`, props);
    });
    await letTimePass(page, 400);
    await leave(page);
    await eventually(() => expect(names(pages).length).toBeGreaterThan(0));
    for (const { bytes } of pages.batches) expect(bytes).toBeLessThanOrEqual(54_000);
    await page.clock.fastForward(MINUTE_MS);
    await page.goto(`${pages.url}/next`);
    await letTimePass(page, 30_000);
    await eventually(() => expect(new Set(names(pages)).size).toBe(30));
    await drained(page);
  });

  it('delivers what a closed page could not, once', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith(() => 'disconnect');
    await track(page, 'a');
    await letTimePass(page, 5000);
    await leave(page);
    await page.close();
    const before = pages.batches.length;
    pages.answerWith(() => ({ status: 202 }));
    const tab = await openTab('/');
    await letTimePass(tab, 20_000);
    // Too young to be an orphan at first: another tab might be about to deliver it.
    await tab.clock.fastForward(MINUTE_MS);
    await tab.reload();
    await letTimePass(tab, 20_000);
    const delivered = () => eventsOf(pages.batches.slice(before));
    await eventually(() =>
      expect(delivered().filter(({ kind }) => kind === 'custom')).toMatchObject([{ properties: { name: 'a' } }]),
    );
  });

  it('shares the queue between tabs: each event arrives, and arrives once', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    const tab = await openTab('/');
    for (let round = 0; round < 5; round++) {
      await track(page, `page ${round}`);
      await track(tab, `tab ${round}`);
    }
    await mark(pages, page, 'page done');
    await mark(pages, tab, 'tab done');
    expect(names(pages)).toHaveLength(12);
    expect(new Set(ids(pages)).size).toBe(ids(pages).length);
    await drained(page);
  });

  it('goes on in memory when storage is full', async () => {
    const { pages, page, openTab } = await visit({
      pages: { '/': '', '/full': '' },
      path: '/full',
      before: () => {
        if (location.pathname !== '/full' || localStorage.getItem('filler')) return;
        for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2))
          for (let part = 0; ; part++) {
            try {
              localStorage.setItem(`filler${size}.${part}`, 'x'.repeat(size));
            } catch {
              break;
            }
          }
      },
    });
    await track(page, 'a');
    await mark(pages, page);
    expect(names(pages)).toEqual(['a', 'marker']);
    expect(pages.events('page_view')).toHaveLength(1);
    expect(new Set(pages.events().map(({ envelope }) => envelope.visitorId)).size).toBe(1);
    await openTab('/full');
  });

  it('goes on in memory when storage and cookies are forbidden', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      before: () => {
        const forbid = () => {
          throw new DOMException('forbidden', 'SecurityError');
        };
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: forbid });
        Object.defineProperty(document, 'cookie', { get: forbid, set: forbid });
      },
    });
    await track(page, 'a');
    await mark(pages, page);
    expect(names(pages)).toEqual(['a', 'marker']);
    expect(new Set(pages.events().map(({ envelope }) => envelope.visitorId)).size).toBe(1);
  });

  it('keeps a thousand events at the most, drops the oldest, and says how many', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith(() => ({ status: 503 }));
    await page.evaluate(() => {
      for (let index = 0; index < 1100; index++) (window as unknown as TagWindow).telltale.track(`n${index}`);
    });
    expect(await waitingEvents(page)).toBeLessThanOrEqual(1000);
    pages.answerWith(() => ({ status: 202 }));
    await letTimePass(page, MINUTE_MS);
    await eventually(() => expect(names(pages)).toContain('n1099'));
    const { dropped } = pages.batches[0]?.batch ?? {};
    expect((dropped?.overflow ?? 0) + new Set(ids(pages)).size).toBe(1101);
    expect(names(pages)).not.toContain('n0');
  });

  it('counts a property that is no JSON as dropped, and throws nothing into the page', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      const cycle: Record<string, unknown> = {};
      cycle.self = cycle;
      telltale.track('cycle', cycle as never);
      telltale.page('http://[');
      telltale.variant(undefined as never);
    });
    await mark(pages, page);
    expect(names(pages)).toEqual(['marker']);
    expect(pages.batches[0]?.batch.dropped).toEqual({ unreadable: 1 });
  });
});
