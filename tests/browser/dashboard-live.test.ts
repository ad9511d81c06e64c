import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard({ isEmpty: true });
});
afterAll(() => dashboard.close());

const send = (change: object, url = 'https://shop.example/pricing') =>
  dashboard.collector.send(wireBatch(dashboard.siteKey, [wireEvent(change)], { url }));

const events = (page: Page) => page.getByRole('list', { name: /^(Events|الأحداث)/ });

describe('a new site', () => {
  it('copies its tag, waits for the first visit, and says so by itself when it comes', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/setup`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('heading', { name: 'Waiting for your first visit…' }).waitFor();

    await page.getByRole('button', { name: 'Copy the tag' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('<script');
    const tag = await copied();
    const [, src = '', key] = /^<script defer src="([^"]+)" data-site="([^"]+)"><\/script>$/.exec(tag) ?? [];
    expect(key).toBe(dashboard.siteKey);
    expect((await fetch(src)).status).toBe(200);

    await send({ properties: { colour: 'red' } });
    await page.getByRole('heading', { name: 'Events arrive, but they are refused' }).waitFor();
    await page.getByText('unknown_property').waitFor();

    await send({});
    await page.getByRole('heading', { name: 'Your tag works' }).waitFor();
    await page.getByText('Just now: Page view on').waitFor();
    await page.getByRole('link', { name: 'To the overview' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  });
});

describe('a key for programs', () => {
  const asked = (key: string) =>
    fetch(`${dashboard.collector.url}/api/v1/sites/${dashboard.siteId}/questions/trend`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        range: { last: 1, unit: 'day' },
        series: [{ aggregation: 'count', events: [{ kind: 'any' }] }],
      }),
    });

  it.each([
    { language: 'en', name: 'Name of the key', make: 'Make a key', made: 'The new key', remove: 'Remove the key curl' },
    { language: 'ar', name: 'اسم المفتاح', make: 'أنشئ مفتاحًا', made: 'المفتاح الجديد', remove: 'احذف المفتاح curl' },
  ])('is made, asks a question, and asks no more once it is removed ($language)', async (words) => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/setup?lang=${words.language}`);
    await page.getByRole('textbox', { name: words.name }).fill('curl');
    await page.getByRole('button', { name: words.make, exact: true }).click();
    const key = (await page.getByRole('region', { name: words.made }).textContent()) ?? '';
    expect(key).toMatch(/^tt_sk_/);
    expect((await asked(key)).status).toBe(200);

    await page.getByRole('button', { name: words.remove }).click();
    await page.getByRole('button', { name: words.remove }).waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect((await asked(key)).status).toBe(401), { timeout: 45_000, interval: 200 });
  });
});

describe('the live panel', () => {
  it('shows each event as it arrives with its verdict, then that it is stored', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/live`);
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await send({ kind: 'custom', properties: { name: 'chose', props: { plan: '<b>pro</b>', seats: 3 } } });
    const event = events(page).getByRole('listitem').filter({ hasText: 'chose' });
    await event.waitFor();
    expect(await event.textContent()).toContain('Accepted');
    await event.getByText('Stored: questions can see it').waitFor({ state: 'attached' });

    await event.getByText('Custom event').click();
    expect(await event.getByRole('definition').allTextContents()).toEqual(expect.arrayContaining(['<b>pro</b>', '3']));
  });

  it('keeps the refused apart, with the reason', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/live`);
    await send({ properties: { size: 'L' } });
    await page.getByRole('radio', { name: 'Refused' }).check({ force: true });
    const event = events(page).getByRole('listitem').filter({ hasText: 'properties.size' });
    await event.getByText('Refused').click();
    await event.getByText('properties.size', { exact: true }).waitFor();
  });

  it('holds still while it is paused, and says how many wait', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/live`);
    await events(page).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await events(page).getByRole('listitem').count();
    await send({});
    await page.getByRole('button', { name: 'Go on 1 more event' }).click();
    await expect.poll(() => events(page).getByRole('listitem').count()).toBe(before + 1);
  });

  it('speaks Arabic', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/live?lang=ar`);
    await events(page).getByRole('listitem').filter({ hasText: 'مشاهدة صفحة' }).first().waitFor();
    expect(await events(page).getByRole('listitem').first().textContent()).toContain('/pricing');
  });
});
