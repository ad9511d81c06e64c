import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

let browser: Browser;
let collector: TestCollector;
let key: string;

beforeAll(async () => {
  [browser, collector] = await Promise.all([openBrowser(), startTestCollector()]);
  key = collector.sites()[0]?.publicKeys[0] ?? '';
});
afterAll(async () => {
  await browser.close();
  await collector.remove();
});

const openDebug = async (language: string, { isSignedIn = true } = {}) => {
  const context = await browser.newContext({ locale: language });
  if (isSignedIn) {
    const [name = '', value = ''] = (await signIn(collector)).split('=');
    await context.addCookies([{ name, value, url: collector.url }]);
  }
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${collector.url}/debug`);
  return { page, problems, close: () => context.close() };
};

describe('the live view', () => {
  it('shows an event as it comes, then that it is stored, and a refused one with the reason', async () => {
    const { page, problems, close } = await openDebug('en');
    await page.getByText('Live', { exact: true }).waitFor();
    await collector.send(
      wireBatch(key, [wireEvent({ kind: 'custom', properties: { name: 'chosen', props: { plan: '<b>pro</b>' } } })], {
        url: 'https://shop.example/pricing',
      }),
    );
    const row = page.getByRole('row').filter({ hasText: 'chosen' });
    await row.waitFor();
    expect(await row.textContent()).toContain('/pricing');
    expect(await row.textContent()).toContain('props.plan: <b>pro</b>');
    await row.getByText('stored', { exact: true }).waitFor();

    await collector.send(wireBatch(key, [wireEvent({ properties: { colour: 'red' } })]));
    const refused = page.getByRole('row').filter({ hasText: 'unknown_property' });
    await refused.waitFor();
    expect(await refused.textContent()).toContain('properties.colour');
    await page.getByLabel('Show').selectOption('rejected');
    expect(await page.getByRole('row').count()).toBe(2);
    expect(problems).toEqual([]);
    await close();
  });

  it('tells what became of today’s events, and whether anything was lost', async () => {
    const { page, problems, close } = await openDebug('en');
    const figure = (name: string) =>
      page.locator('#delivery div', { has: page.getByText(name, { exact: true }) }).locator('dd');
    await page.getByRole('heading', { name: 'What became of today’s events' }).waitFor();
    const before = Number(await figure('received').locator('bdi').textContent());
    await collector.send(wireBatch(key, [wireEvent(), wireEvent({ kind: 'no_such_kind' })]));
    await figure('received')
      .getByText(String(before + 2), { exact: true })
      .waitFor();
    expect(await figure('rejected').textContent()).toContain('unknown_kind 1');
    await page.getByText('Some events did not make it').waitFor();
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.getByRole('heading', { name: 'مصير أحداث اليوم' }).waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(problems).toEqual([]);
    await close();
  });

  it('speaks Arabic, from right to left', async () => {
    const { page, problems, close } = await openDebug('ar');
    await page.getByRole('heading', { name: 'الأحداث المباشرة' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Live events' }).waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('says how to sign in when nobody is', async () => {
    const { page, close } = await openDebug('en', { isSignedIn: false });
    await page.getByText('Nobody is signed in here.').waitFor();
    await close();
  });
});
