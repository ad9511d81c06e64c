import { describe, expect, it } from 'vitest';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

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
