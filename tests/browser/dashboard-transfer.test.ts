import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenOptions, savedText } from './dashboard-browser.ts';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;
let folder: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  folder = await mkdtemp(path.join(tmpdir(), 'transfer-'));
});
afterAll(async () => {
  await dashboard.close();
  await rm(folder, { recursive: true, force: true });
});

const opened: Page[] = [];
afterEach(() => Promise.all(opened.splice(0).map((page) => page.context().close())));

const openSetup = async (options: OpenOptions & { query?: string } = {}) => {
  const page = await dashboard.open(`/sites/${dashboard.siteId}/setup${options.query ?? ''}`, options);
  opened.push(page);
  const isArabic = options.query?.includes('ar') ?? false;
  const imports = page.getByRole('region', { name: isArabic ? 'الاستيراد' : 'Import', exact: true });
  const exports = page.getByRole('region', { name: isArabic ? 'التصدير' : 'Export', exact: true });
  await imports.waitFor();
  return { page, imports, exports, field: imports.locator('input[type=file]') };
};

const fileOf = async (name: string, rows: readonly string[]) => {
  const file = path.join(folder, name);
  await writeFile(file, ['kind,at,customerId,properties.name', ...rows, ''].join('\n'));
  return file;
};
const calls = (count: number) =>
  Array.from({ length: count }, (_, index) => `custom,${Date.now() - 86_400_000 + index},c-${index % 9},called`);

/** Whether the page can be read without scrolling sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('an export from the dashboard', () => {
  it('saves the days and the format that were chosen', async () => {
    const { page, exports } = await openSetup();
    const download = exports.getByRole('link', { name: 'Download' });
    const csv = await savedText(page, () => download.click());
    expect(csv.split('\r\n')[0]).toMatch(/^id,kind,at,seq,visitorId,/);
    expect(csv).toContain('https://shop.example'.slice(8));
    await exports.getByRole('radio', { name: /NDJSON/ }).check({ force: true });
    const lines = (await savedText(page, () => download.click())).trim().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: expect.any(String), properties: expect.any(Object) });
    await exports.getByLabel('From').fill('2020-01-01');
    await exports.getByLabel('To').fill('2020-01-31');
    expect(await savedText(page, () => download.click())).toBe('');
    await exports.getByLabel('From').fill('2020-03-01');
    await exports.getByText('The last day must not be before the first one.').waitFor();
    await expect(exports.getByRole('button', { name: 'Download' }).isDisabled()).resolves.toBe(true);
  });
});

describe('a file that is imported in the dashboard', () => {
  it('shows how far it is, what became of its lines, and which were rejected', async () => {
    const { page, imports, field } = await openSetup();
    await field.setInputFiles(await fileOf('calls.csv', [...calls(20_000), 'nonsense,,,', 'custom,1700000000,c,n']));
    await imports.getByText('calls.csv').waitFor();
    await imports.getByRole('button', { name: 'Import', exact: true }).click();
    const bar = imports.getByRole('progressbar', { name: 'Importing calls.csv' });
    await bar.waitFor();
    await imports.getByText('The import is done').waitFor({ timeout: 50_000 });
    await expect(bar.count()).resolves.toBe(0);
    await expect(imports.locator('.import-figures').textContent()).resolves.toMatch(
      /^Read20,002Accepted20,000Already there0Rejected2$/,
    );
    await imports.getByText('2 lines were rejected').click();
    await imports.getByText('Line 20,002').waitFor();
    await expect(imports.getByText(/milliseconds since 1970, not seconds/).isVisible()).resolves.toBe(true);
    await page.getByText('The import is done').first().waitFor();
  });

  it('can be stopped, and goes on where it was when the file is chosen again, even on another page', async () => {
    const file = await fileOf('long.csv', calls(40_000));
    const first = await openSetup();
    // The second part is held back, so that there is time to stop.
    let isHeld = false;
    await first.page.route(/imports\/[^/]+\?offset=[1-9]/, async (route) => {
      isHeld = true;
      await route.abort('connectionrefused').catch(() => {});
    });
    await first.field.setInputFiles(file);
    await first.imports.getByRole('button', { name: 'Import', exact: true }).click();
    await expect.poll(() => isHeld, { timeout: 30_000 }).toBe(true);
    await first.imports.getByText('The server does not answer now').waitFor();
    await first.imports.getByRole('button', { name: 'Stop' }).click();
    await first.imports.getByText('The import is stopped').waitFor();

    const again = await openSetup();
    await again.imports.getByText(/long\.csv.*done\. Choose the file again/).waitFor();
    await again.field.setInputFiles(file);
    const goOn = again.imports.getByRole('button', { name: /^Go on from \d+%$/ });
    await goOn.click();
    await again.imports.getByText('The import is done').waitFor({ timeout: 50_000 });
    await expect(again.imports.locator('.import-figures').textContent()).resolves.toMatch(/Accepted40,000Already/);
    await again.field.setInputFiles(file);
    await again.imports.getByText(/was imported before/).waitFor();
    await expect(again.imports.getByRole('button', { name: 'Import once more' }).count()).resolves.toBe(1);
  });

  it('says what is wrong with a file that is none of events, and forgets it', async () => {
    const { imports, field } = await openSetup();
    const file = path.join(folder, 'wrong.csv');
    await writeFile(file, 'colour,price\nred,1\n');
    await field.setInputFiles(file);
    await imports.getByRole('button', { name: 'Import', exact: true }).click();
    await imports.getByText(/Column 1 of the first row is named "colour"/).waitFor();
    await expect(imports.getByText(/done\. Choose the file again/).count()).resolves.toBe(0);
  });

  it('can be given up when a part of it was taken; that part stays', async () => {
    const made = await dashboard.collector.owner(`/sites/${dashboard.siteId}/imports`, {
      method: 'POST',
      body: { name: 'left.csv', format: 'csv', sizeBytes: 1000 },
    });
    expect(made.status).toBe(201);
    const { imports } = await openSetup();
    const giveUp = imports.getByRole('button', { name: 'Give up the import of left.csv' });
    await giveUp.click();
    await giveUp.waitFor({ state: 'detached' });
  });
});

describe('both cards', () => {
  it.each([
    { name: 'English, wide, light', width: 1280, theme: 'light', query: '' },
    { name: 'Arabic, wide, dark', width: 1280, theme: 'dark', query: '?lang=ar' },
    { name: 'English, phone, dark', width: 390, theme: 'dark', query: '' },
    { name: 'Arabic, phone, light', width: 390, theme: 'light', query: '?lang=ar' },
  ] as const)('fit the screen and speak its language: $name', async ({ name, width, theme, query }) => {
    const { page, imports, exports, field } = await openSetup({ width, theme, query });
    const file = await fileOf(`${name}.csv`, [...calls(3), 'nonsense,,,']);
    await field.setInputFiles(file);
    await imports.locator('.transfer-actions .button-primary').click();
    await imports.locator('.rejected-lines summary').click({ timeout: 30_000 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await field.setInputFiles(file);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    if (query) {
      const texts = await exports.locator('h2, p, label, a, button, legend').allTextContents();
      expect(
        texts
          .join(' ')
          .match(/\b[a-z]{3,}\b/gi)
          ?.filter((word) => !/^(csv|ndjson)$/i.test(word)) ?? [],
      ).toEqual([]);
    }
  });
});
