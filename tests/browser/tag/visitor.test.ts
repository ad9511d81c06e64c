import { describe, expect, it } from 'vitest';
import { eventually, leave, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const MINUTE_MS = 60_000;

describe('visitors and sessions', () => {
  it('stay the same over pages and tabs', async () => {
    const { pages, openTab } = await visit({ pages: { '/': '', '/next': '' } });
    await openTab('/next');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    const [first, second] = pages.events('page_view').map(({ envelope }) => envelope);
    expect(second?.visitorId).toBe(first?.visitorId);
    expect(second?.sessionId).toBe(first?.sessionId);
    expect(second?.pageId).not.toBe(first?.pageId);
  });

  describe.each([
    [
      'forbids storage',
      () =>
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('forbidden', 'SecurityError');
          },
        }),
    ],
    // As in a web view that has it switched off.
    ['has no storage', () => Object.defineProperty(window, 'localStorage', { value: null })],
  ])('where the browser %s', (_, before) => {
    it('stay the same over pages by a first-party cookie, until they are forgotten', async () => {
      const { pages, page, context, openTab } = await visit({ pages: { '/': '' }, before });
      const seen = (times: number) => eventually(() => expect(pages.events('page_view')).toHaveLength(times));
      await seen(1);
      const campaignTab = await openTab('/?utm_source=a;b');
      await seen(2);
      const thirdTab = await openTab('/');
      await seen(3);
      const [first, campaign, third] = pages.events('page_view').map(({ envelope }) => envelope);
      expect(first?.visitorId).toMatch(/^[\da-f]{16}$/);
      expect([campaign?.visitorId, third?.visitorId]).toEqual([first?.visitorId, first?.visitorId]);
      expect(campaign?.sessionId).not.toBe(first?.sessionId);
      expect(third?.sessionId).toBe(campaign?.sessionId);

      const cookies = async () => (await context.cookies()).toSorted((one, other) => (one.name < other.name ? -1 : 1));
      expect(await cookies()).toMatchObject([
        { name: 'tt.site-key.s', path: '/', sameSite: 'Lax', secure: true },
        { name: 'tt.site-key.v', value: first?.visitorId, path: '/', sameSite: 'Lax', secure: true },
      ]);
      for (const { expires } of await cookies()) expect(expires - Date.now() / 1000).toBeGreaterThan(399 * 86_400);

      await page.evaluate(() => (window as unknown as TagWindow).telltale.reset());
      await mark(pages, page, 'after reset');
      expect((await cookies()).at(-1)?.value).not.toBe(first?.visitorId);
      await page.evaluate(() => (window as unknown as TagWindow).telltale.consent('denied'));
      expect(await cookies()).toMatchObject([{ name: 'tt.site-key.c', value: 'denied' }]);

      // The other tabs hear of it when they are looked at again, or left; what one has kept since is erased by the next page.
      await thirdTab.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        (window as unknown as TagWindow).telltale.track('looked at again');
      });
      await campaignTab.evaluate(() => {
        (window as unknown as TagWindow).telltale.track('left');
        dispatchEvent(new PageTransitionEvent('pagehide'));
      });
      expect(await cookies()).toMatchObject([{ name: 'tt.site-key.c', value: 'denied' }]);
      await context.addCookies([{ name: 'tt.site-key.s', value: 'kept', url: pages.url }]);
      await leave(await openTab('/'));
      expect(await cookies()).toMatchObject([{ name: 'tt.site-key.c', value: 'denied' }]);
      await page.evaluate(() => (window as unknown as TagWindow).telltale.consent('granted'));
      await mark(pages, page, 'granted again');
      expect(pages.events('page_view')).toHaveLength(3);
      expect(pages.events('custom').map(({ properties }) => properties.name)).toEqual(['after reset', 'granted again']);
    });

    it('have no cookie before they consent, and one from then on', async () => {
      const { pages, page, context } = await visit({ pages: { '/': '' }, before, config: { isCookieless: true } });
      await mark(pages, page, 'before');
      expect(await context.cookies()).toEqual([]);
      await page.evaluate(() => (window as unknown as TagWindow).telltale.consent('granted'));
      await mark(pages, page, 'after');
      const [, after] = pages.events('custom').map(({ envelope }) => envelope.visitorId);
      expect(await context.cookies()).toContainEqual(expect.objectContaining({ name: 'tt.site-key.v', value: after }));
    });
  });

  it('begin another session after 30 idle minutes, and not before', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    const track = async (name: string) => {
      await page.evaluate((custom) => (window as unknown as TagWindow).telltale.track(custom), name);
      await page.clock.runFor(2000);
      await eventually(() => expect(pages.events('custom').at(-1)?.properties.name).toBe(name));
    };
    await track('first');
    await page.clock.fastForward(29 * MINUTE_MS);
    await track('second');
    await page.clock.fastForward(31 * MINUTE_MS);
    await track('third');
    const [first, second, third] = pages.events('custom').map(({ envelope }) => envelope);
    expect(second?.sessionId).toBe(first?.sessionId);
    expect(third?.sessionId).not.toBe(first?.sessionId);
    expect(third?.visitorId).toBe(first?.visitorId);
  });

  it('begin another session with another campaign, and not with the same one', async () => {
    const { pages, openTab } = await visit({ pages: { '/': '' }, path: '/?utm_source=a' });
    await eventually(() => expect(pages.events('page_view')).toHaveLength(1));
    await openTab('/?utm_source=a');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    await openTab('/');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(3));
    await openTab('/?utm_source=b');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(4));
    const [first, same, none, other] = pages.events('page_view').map(({ envelope }) => envelope.sessionId);
    expect([same, none]).toEqual([first, first]);
    expect(other).not.toBe(first);
  });

  it('are the customer from identify on, on later pages too, and never before', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    await mark(pages, page, 'before');
    await page.evaluate(() => (window as unknown as TagWindow).telltale.identify('c-1', { plan: 'pro', seats: 3 }));
    await openTab('/');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    await eventually(() => expect(pages.events('identify')).toHaveLength(1));
    expect(pages.events('identify')).toMatchObject([
      { properties: { customerId: 'c-1', traits: { plan: 'pro', seats: 3 } }, envelope: { customerId: 'c-1' } },
    ]);
    expect(pages.events('page_view').map(({ envelope }) => envelope.customerId)).toEqual([undefined, 'c-1']);
    expect(pages.events('custom')[0]?.envelope).not.toHaveProperty('customerId');
  });

  it('are forgotten by reset: another visitor, another session, no customer', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => (window as unknown as TagWindow).telltale.identify('c-1'));
    await mark(pages, page, 'before');
    await page.evaluate(() => (window as unknown as TagWindow).telltale.reset());
    await mark(pages, page, 'after');
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope);
    expect(after?.visitorId).not.toBe(before?.visitorId);
    expect(after?.sessionId).not.toBe(before?.sessionId);
    expect(after?.pageId).not.toBe(before?.pageId);
    expect(after).not.toHaveProperty('customerId');
  });

  it('say so when a program drives the browser', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      before: () => Object.defineProperty(navigator, 'webdriver', { get: () => true }),
    });
    await mark(pages, page);
    expect(pages.events('page_view')[0]?.envelope.isAutomated).toBe(true);
  });
});
