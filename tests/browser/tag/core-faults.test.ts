import { type Event, eventSchema } from '@telltale/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventsOf, type Pages } from '../../fixtures/pages.ts';
import { eventually, leave, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const consent = (page: Page, choice: 'granted' | 'cookieless' | 'denied') =>
  page.evaluate((chosen) => (window as unknown as TagWindow).telltale.consent(chosen), choice);

const track = (page: Page, name: string) =>
  page.evaluate((named) => (window as unknown as TagWindow).telltale.track(named), name);

const names = (pages: Pages) => pages.events('custom').map(({ properties }) => properties.name);

describe('delivery', () => {
  it('tries again at once when the browser is back online, however long the pause was to be', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith(() => ({ status: 503 }));
    await letTimePass(page, 200_000);
    pages.answerWith(() => ({ status: 202 }));
    const refused = pages.batches.length;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await letTimePass(page, 2000);
    expect(pages.batches.length).toBe(refused + 1);
  });

  it('keeps its own patience when nobody can read what Retry-After asks', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    pages.answerWith(() => ({ status: 503, headers: { 'retry-after': 'soon' } }));
    await letTimePass(page, 60_000);
    expect(pages.batches.length).toBeGreaterThan(3);
    expect(pages.batches.length).toBeLessThan(10);
  });

  it('asks a timer for no longer than it can wait, and believes no pause of more than a day', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      before: () => {
        localStorage['tt.site-key.r'] = `${Date.now() + 40 * 86_400_000}`;
      },
    });
    await mark(pages, page);
    expect(names(pages)).toEqual(['marker']);
  });
});

describe('consent', () => {
  it('withdrawn forgets what waits, even when it is given again at once', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    await letTimePass(page, 2000);
    await track(page, 'before');
    await consent(page, 'denied');
    await consent(page, 'granted');
    await track(page, 'after');
    await letTimePass(page, 4000);
    await eventually(() => expect(names(pages)).toEqual(['after']));
  });

  it('withdrawn forgets also what was only in memory: the customer who was never stored', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, config: { isCookieless: true } });
    await page.evaluate(() => (window as unknown as TagWindow).telltale.identify('customer-1'));
    await mark(pages, page, 'before');
    await consent(page, 'denied');
    await consent(page, 'granted');
    await mark(pages, page, 'after');
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope.customerId);
    expect(before).toBe('customer-1');
    expect(after).toBeUndefined();
  });

  it('withdrawn in one tab is withdrawn in those that are open beside it', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    await mark(pages, page, 'before');
    const tab = await openTab('/');
    await mark(pages, tab, 'tab before');
    await consent(tab, 'denied');
    await expect.poll(() => page.evaluate(() => localStorage['tt.site-key.c'])).toBe('denied');
    await track(page, 'after');
    await leave(page);
    await consent(tab, 'granted');
    await mark(pages, tab, 'tab after');
    expect(names(pages)).toEqual(['before', 'tab before', 'tab after']);
  });

  it('withdrawn on a later page holds for the one that comes back out of the back/forward cache', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '', '/other': '' } });
    await mark(pages, page, 'before');
    const tab = await openTab('/');
    // As it is after a restore: the page heard nothing of the choice in the meantime.
    await page.evaluate(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
    await consent(tab, 'cookieless');
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await mark(pages, page, 'after');
    for (const { kind, envelope, properties } of pages.events())
      if (kind === 'custom' && properties.name === 'after') expect(envelope).not.toHaveProperty('visitorId');
  });

  it('given loses nothing that waits for a collector that does not answer', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, config: { isCookieless: true }, isClockStopped: true });
    pages.answerWith(() => ({ status: 503 }));
    await track(page, 'before');
    await letTimePass(page, 4000);
    await consent(page, 'granted');
    const refused = pages.batches.length;
    pages.answerWith(() => ({ status: 202 }));
    await letTimePass(page, 20_000);
    const kinds = eventsOf(pages.batches.slice(refused)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'page_engagement')).toEqual(['page_view', 'custom']);
  });
});

describe('identify', () => {
  it('without a customer says nothing, and spoils nothing that follows', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      for (const nobody of [
        undefined,
        null,
        '',
        0,
        Number.NaN,
        'x'.repeat(121),
        Symbol('x'),
        {},
        Object.create(null),
        ['c-1'],
      ])
        telltale.identify(nobody as never);
    });
    await mark(pages, page);
    expect(pages.events('identify')).toEqual([]);
    for (const { envelope } of pages.events()) expect(envelope).not.toHaveProperty('customerId');
  });

  it('takes a number for the customer of that number, whether the browser may store it or not', async () => {
    for (const isCookieless of [false, true]) {
      const { pages, page } = await visit({ pages: { '/': '' }, config: { isCookieless } });
      await page.evaluate(() => (window as unknown as TagWindow).telltale.identify(42 as never));
      await mark(pages, page);
      expect(pages.events('identify')).toMatchObject([
        { properties: { customerId: '42' }, envelope: { customerId: '42' } },
      ]);
    }
  });
});

describe('a name that is none', () => {
  it('throws nothing into the page, and is sent so that the collector refuses it', async () => {
    const { pages, page } = await visit({ pages: { '/': '<form data-tt-checkout="cart"><input name="city"></form>' } });
    await eventually(() => expect(pages.events('checkout_step')).toHaveLength(1));
    const sent: Event[] = [];
    await page.route('**/e', async (route) => {
      const { envelopes } = route.request().postDataJSON() as { envelopes: { events: Event[] }[] };
      sent.push(...envelopes.flatMap(({ events }) => events));
      await route.fulfill({ status: 202, headers: { 'access-control-allow-origin': '*' }, json: {} });
    });
    await page.focus('input');
    const threw = await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      const throwing = { toString: () => decodeURI('%') };
      const faults: string[] = [];
      for (const name of [undefined, Symbol('x'), Object.create(null), throwing])
        for (const call of [telltale.track, telltale.checkout.failure, telltale.checkout.step]) {
          try {
            call(name as never);
          } catch (fault) {
            faults.push(String(fault));
          }
        }
      telltale.track('last');
      return faults;
    });
    expect(threw).toEqual([]);
    await eventually(() => expect(sent.map(({ properties }) => properties)).toContainEqual({ name: 'last' }));
    const named = sent.filter(({ kind }) => kind === 'custom' || kind === 'checkout_step').slice(0, -1);
    expect(named.map(({ kind, properties }) => [kind, 'step' in properties ? properties.step : properties])).toEqual([
      ['custom', { name: '' }],
      ['checkout_step', ''],
      ...Array.from({ length: 3 }, () => ['custom', { name: '' }]),
    ]);
    for (const event of named) expect(eventSchema.safeParse(event).success).toBe(false);
  });
});
