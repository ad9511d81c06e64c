import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

let browser: Browser;
let collector: TestCollector;
const opened: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [browser, collector] = await Promise.all([openBrowser(), startTestCollector()]);
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});
afterAll(async () => {
  await browser.close();
  await collector.remove();
});

interface TestSite {
  id: string;
  publicKey: string;
}
const createSite = async (domains: string[] = []): Promise<TestSite> => {
  const made = await collector.owner('/sites', { method: 'POST', body: { name: 'Shop', domains } });
  return (await made.json()) as TestSite;
};
const refuse = (site: TestSite, ...events: object[]) => collector.send(wireBatch(site.publicKey, events));
const keptOf = async ({ id }: TestSite) =>
  ((await (await collector.owner(`/sites/${id}/rejected`)).json()) as { events: unknown[] }).events.length;
/** Kept events are listed once their segment is stored. */
const kept = (site: TestSite, count: number) => expect.poll(() => keptOf(site)).toBe(count);

const openDebug = async (
  site: TestSite,
  {
    language = 'en',
    width = 1280,
    prepare,
  }: { language?: string; width?: number; prepare?: (page: Page) => Promise<unknown> } = {},
) => {
  const context = await browser.newContext({ locale: language, viewport: { width, height: 900 } });
  opened.push(() => context.close());
  const [name = '', value = ''] = (await signIn(collector)).split('=');
  await context.addCookies([{ name, value, url: collector.url }]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('503')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await prepare?.(page);
  await page.goto(`${collector.url}/debug?site=${site.id}`);
  const list = page.locator('#rejected');
  return { page, problems, list, lines: list.locator('li'), summary: list.locator('> summary') };
};

describe('the live view’s list of rejected events', () => {
  it('says that none are kept, and shows each that comes, with its reason and as it was sent', async () => {
    const site = await createSite();
    const { list, lines, summary, problems } = await openDebug(site);
    await summary.getByText('Rejected events (0)').waitFor();
    await summary.click();
    await list.getByText('No rejected events are kept.').waitFor();
    await refuse(site, wireEvent({ properties: { colour: '<img src=x onerror=alert(1)>' } }));
    await summary.getByText('Rejected events (1)').waitFor();
    expect(await lines.first().textContent()).toContain('unknown_property');
    expect(await lines.first().textContent()).toContain('properties.colour');
    await lines.first().getByText('As it was sent').click();
    expect(await lines.first().locator('pre').textContent()).toContain('"colour": "<img src=x onerror=alert(1)>"');
    expect(problems).toEqual([]);
  });

  it('is used by keyboard alone: chosen by reason, judged again, and the focus is never lost', async () => {
    const site = await createSite(['shop.example']);
    const elsewhere = (count: number) =>
      collector.send(
        wireBatch(
          site.publicKey,
          Array.from({ length: count }, () => wireEvent()),
          { url: 'https://new.example/a' },
        ),
      );
    await elsewhere(3);
    await refuse(site, wireEvent({ kind: 'no_such_kind' }));
    await kept(site, 4);
    const { page, list, lines, summary, problems } = await openDebug(site);
    await summary.getByText('Rejected events (4)').waitFor();
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('unknown_d');
    await expect.poll(() => lines.count()).toBe(3);
    await collector.owner(`/sites/${site.id}`, {
      method: 'PATCH',
      body: { domains: ['shop.example', 'new.example'] },
    });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await list.getByText('3 accepted; they leave the list once they are stored').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Judge them again');
    await expect.poll(() => lines.count()).toBe(0);
    await summary.getByText('Rejected events (1)').waitFor();
    await list.getByLabel('Reason').selectOption('');
    await expect.poll(() => lines.count()).toBe(1);
    await lines.getByRole('button', { name: /^Judge again: no_such_kind/ }).focus();
    await page.keyboard.press('Enter');
    await list.getByText('0 accepted; they leave the list once they are stored · 1 still rejected').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Judge again/);
    expect(problems).toEqual([]);
  });

  it('shows page after page, and keeps what is open when others come', async () => {
    const site = await createSite();
    const many = Array.from({ length: 45 }, (_, index) => wireEvent({ kind: `odd_${index}` }));
    await refuse(site, ...many);
    await kept(site, 45);
    const { page, list, lines, summary } = await openDebug(site);
    await summary.click();
    await expect.poll(() => lines.count()).toBe(20);
    await list.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => lines.count()).toBe(40);
    await lines.nth(30).getByText('As it was sent').click();
    const text = await lines.nth(30).locator('pre').textContent();
    await refuse(site, wireEvent({ kind: 'newest' }));
    await summary.getByText('Rejected events (46)').waitFor();
    expect(await lines.count()).toBe(41);
    expect(await list.locator('li details[open] pre').textContent()).toBe(text);
    await list.getByRole('button', { name: 'Show more' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => lines.count()).toBe(46);
    // The button is gone; the focus went to the first that it brought.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('As it was sent');
  });

  it('says what it waits for, and when it cannot be read, with the way to try again', async () => {
    const site = await createSite();
    await refuse(site, wireEvent({ kind: 'no_such_kind' }));
    await kept(site, 1);
    let letThrough = () => {};
    let isAway = true;
    const asked = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    const { list, lines, summary } = await openDebug(site, {
      prepare: (page) =>
        page.route('**/rejected?*', async (route) => {
          await asked;
          await (isAway ? route.fulfill({ status: 503, body: '{}' }) : route.continue());
        }),
    });
    await summary.click();
    await list.getByText('Reading which are kept…').waitFor();
    letThrough();
    await list.getByText('They could not be read.').waitFor();
    expect(await lines.count()).toBe(0);
    isAway = false;
    await list.getByRole('button', { name: 'Try again' }).click();
    await lines.getByText('no_such_kind').first().waitFor();
    expect(await list.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it.each([1280, 390, 320])('fits a window %i px wide, in Arabic from right to left', async (width) => {
    const site = await createSite();
    await refuse(site, wireEvent({ kind: `no_such_kind_${'x'.repeat(60)}` }));
    await kept(site, 1);
    const { page, list, lines, summary, problems } = await openDebug(site, { language: 'ar', width });
    await summary.getByText(/^الأحداث المرفوضة/).waitFor();
    await summary.click();
    await lines.getByText('كما أُرسل').click();
    await list.getByRole('button', { name: 'أعد الحكم عليها' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    expect(problems).toEqual([]);
  });
});
