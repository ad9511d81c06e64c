import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;
let defaults: Record<string, unknown>;

beforeAll(async () => {
  dashboard = await openDashboard({ isEmpty: true });
  defaults = (await (await dashboard.collector.owner('/site-defaults')).json()) as Record<string, unknown>;
});
afterAll(() => dashboard.close());

const patch = (body: object) => dashboard.collector.owner(`/sites/${dashboard.siteId}`, { method: 'PATCH', body });

beforeEach(async () => {
  expect((await patch({ ...defaults, domains: ['shop.example.com'] })).status).toBe(200);
});

const kept = () => dashboard.collector.sites().find(({ id }) => id === dashboard.siteId);

const opened: Page[] = [];

afterEach(() => Promise.all(opened.splice(0).map((page) => page.context().close())));

const openRecording = async (query = '', prepare: (page: Page) => Promise<unknown> = async () => {}) => {
  const page = await (await dashboard.signedIn()).newPage();
  opened.push(page);
  const changes: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') changes.push(request.postDataJSON());
  });
  await prepare(page);
  await page.goto(`${dashboard.collector.url}/sites/${dashboard.siteId}/setup${query}`);
  const card = page.getByRole('region', { name: query.includes('ar') ? 'التسجيل' : 'Recording' });
  await card.waitFor();
  return { page, card, changes, save: card.getByRole('button', { name: 'Save', exact: true }) };
};

describe('the recording of a site', () => {
  it('shows what is on, in words of what it records and never does; the data layer is off at first', async () => {
    const { card } = await openRecording();
    const switches = await card.getByRole('switch').all();
    const described = await Promise.all(
      switches.map((one) => one.evaluate((input) => input.getAttribute('aria-describedby'))),
    );
    expect(new Set(described).size).toBe(switches.length);
    await expect(card.getByRole('switch', { name: 'Page views' }).isChecked()).resolves.toBe(true);
    await expect(card.getByRole('switch', { name: 'Data layer' }).isChecked()).resolves.toBe(false);
    await expect(card.getByRole('switch', { name: 'Store no id before consent' }).isChecked()).resolves.toBe(false);
    await card.getByText('Everything is saved.').waitFor();
  });

  it('saves what was changed and sends nothing else; the tag is lighter then', async () => {
    const { card, changes, save } = await openRecording();
    const weight = card.getByText(/^The tag weighs/);
    const bytes = async () => Number((await weight.textContent())?.replaceAll(',', '').match(/\d+/)?.[0]);
    const before = await bytes();
    await card.getByRole('switch', { name: 'Clicks' }).uncheck();
    await card.getByRole('switch', { name: 'Checkout and its fields' }).uncheck();
    await card.getByText('Changes that are not saved yet').waitFor();
    expect(changes).toEqual([]);
    await save.click();
    await card.getByText('Saved. Visitors get it within a minute.').waitFor();
    expect(changes.map((change) => Object.keys(change as object))).toEqual([['recorders']]);
    expect(kept()?.recorders).toContain('page-view');
    expect(kept()?.recorders).not.toContain('click');
    expect(kept()?.recorders).not.toContain('checkout');
    await expect.poll(bytes).toBeLessThan(before);
  });

  it('does not undo what somebody else changed in the meantime', async () => {
    const { card, save } = await openRecording();
    await patch({ isCookieless: true, maskedSelectors: ['.price'] });
    await card.getByRole('switch', { name: 'Keep unsent events' }).uncheck();
    await save.click();
    await card.getByText(/^Saved/).waitFor();
    expect(kept()).toMatchObject({ isCookieless: true, maskedSelectors: ['.price'], isQueuePersistent: false });
    await expect(card.getByRole('switch', { name: 'Store no id before consent' }).isChecked()).resolves.toBe(true);
  });

  it('names features by selector with the keyboard alone', async () => {
    const { page, card, save } = await openRecording();
    await card.getByText('Features to inspect').focus();
    await card.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Add a feature' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('size-guide');
    await page.keyboard.press('Tab');
    await page.keyboard.type('#size-guide');
    // Enter begins the next row; a row in which nothing stands is not saved.
    await page.keyboard.press('Enter');
    await page.keyboard.type('reviews');
    await page.keyboard.press('Tab');
    await page.keyboard.type('.reviews > ol');
    await page.keyboard.press('Enter');
    await expect(card.getByRole('group', { name: /^Feature \d/ }).count()).resolves.toBe(3);
    await save.focus();
    await page.keyboard.press('Enter');
    await card.getByText(/^Saved/).waitFor();
    expect(kept()?.features).toEqual([
      { feature: 'size-guide', selector: '#size-guide' },
      { feature: 'reviews', selector: '.reviews > ol' },
    ]);

    await card.getByRole('button', { name: 'Remove size-guide' }).focus();
    await page.keyboard.press('Enter');
    // The focus stays among the rows.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Remove reviews');
    await save.click();
    await expect.poll(() => kept()?.features).toEqual([{ feature: 'reviews', selector: '.reviews > ol' }]);
  });

  it('says what is wrong with a selector, takes the reader there, and sends nothing', async () => {
    const { card, changes, save } = await openRecording();
    const group = card.locator('summary', { hasText: 'Privacy of elements' });
    await group.click();
    await card.getByRole('button', { name: 'Add an element' }).nth(1).click();
    const field = card.getByRole('group', { name: 'Masked elements' }).getByLabel('CSS selector');
    await field.fill('.price[');
    await expect(card.getByText('A bracket or a quotation mark is not closed').count()).resolves.toBe(0);
    await field.blur();
    await card.getByText('A bracket or a quotation mark is not closed').waitFor();
    await group.click();
    await save.click();
    await card.getByRole('alert').getByText('Not saved: 1 field needs a correction.').waitFor();
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field.isVisible()).toBe(true);
    expect(changes).toEqual([]);

    await field.fill('.price');
    await save.click();
    await card.getByText(/^Saved/).waitFor();
    expect(kept()?.maskedSelectors).toEqual(['.price']);
  });

  it("shows the collector's refusal at the field that it is about", async () => {
    const { card, page, save } = await openRecording();
    await card.locator('summary', { hasText: 'Privacy of elements' }).click();
    await card.getByLabel('Parameters taken out of addresses').fill('x'.repeat(121));
    await page.keyboard.press('Enter');
    await save.click();
    await card
      .getByRole('alert')
      .getByText(/^Not saved: the name of a parameter, at most 120/)
      .waitFor();
    const field = card.getByLabel('Parameters taken out of addresses');
    await expect(field.getAttribute('aria-invalid')).resolves.toBe('true');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(kept()?.scrubbedParameters).toEqual([]);
  });

  it('takes thresholds in seconds, and a domain out of a pasted address', async () => {
    const { card, page, save } = await openRecording();
    await card.locator('summary', { hasText: 'Features to inspect' }).click();
    await card.getByLabel('Hovered over (seconds)').fill('');
    await card.getByLabel('Hovered over (seconds)').pressSequentially('0.75');
    await card.locator('summary', { hasText: 'Several domains' }).click();
    await card.getByLabel('Domain that subdomains share').fill('other.net');
    await card.getByLabel('Other domains of yours').fill('https://pay.example.net/start');
    await page.keyboard.press('Enter');
    await save.click();
    await card.getByText('The site is not served from there.').waitFor();
    await card.getByLabel('Domain that subdomains share').fill('example.com');
    await save.click();
    await card.getByText(/^Saved/).waitFor();
    expect(kept()).toMatchObject({
      inspectionFrom: { visibleMs: 1000, hoveredMs: 750, uses: 1 },
      cookieDomain: 'example.com',
      linkedDomains: ['pay.example.net'],
    });
  });

  it('keeps what is not saved while the reader looks elsewhere, asks before the page goes, and discards it when told', async () => {
    const { page, card } = await openRecording();
    await card.getByRole('switch', { name: 'Errors' }).uncheck();
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByRole('link', { name: 'Setup' }).click();
    await expect(card.getByRole('switch', { name: 'Errors' }).isChecked()).resolves.toBe(false);
    await card.getByRole('button', { name: 'Discard' }).click();
    await expect(card.getByRole('switch', { name: 'Errors' }).isChecked()).resolves.toBe(true);
    await card.getByText('Everything is saved.').waitFor();
    expect(kept()?.recorders).toContain('error');
  });

  it('fills in the defaults, which hold only once they are saved', async () => {
    await patch({ recorders: ['page-view'], features: [{ feature: 'a', selector: '#a' }], isQueryCounted: true });
    const { card, save } = await openRecording();
    await card.getByRole('button', { name: 'Back to the defaults' }).click();
    await card.getByText('The defaults are filled in. Save to keep them.').waitFor();
    await expect(card.getByRole('switch', { name: 'Clicks' }).isChecked()).resolves.toBe(true);
    expect(kept()?.recorders).toEqual(['page-view']);
    await save.click();
    await card.getByText(/^Saved/).waitFor();
    expect(kept()).toMatchObject({ ...defaults, domains: ['shop.example.com'] });
  });

  it('says that settings have no effect while their recorder is off', async () => {
    const { card } = await openRecording();
    await card.locator('summary', { hasText: 'Features to inspect' }).click();
    await expect(card.getByText(/is switched off above/).count()).resolves.toBe(0);
    await card.getByRole('switch', { name: 'Feature inspection' }).uncheck();
    await card.getByText('“Feature inspection” is switched off above').waitFor();
  });

  it('can be seen but not changed by somebody who may not write', async () => {
    const { card } = await openRecording('', (page) =>
      page.route('**/api/v1/sites', async (route) => {
        const response = await route.fetch();
        const { sites } = (await response.json()) as { sites: { scopes: string[] }[] };
        await route.fulfill({ response, json: { sites: sites.map((site) => ({ ...site, scopes: ['sites:read'] })) } });
      }),
    );
    await card.getByText('You can see these settings, but not change them.').waitFor();
    await expect(card.getByRole('switch', { name: 'Clicks' }).isDisabled()).resolves.toBe(true);
    await expect(card.getByRole('button', { name: 'Save', exact: true }).count()).resolves.toBe(0);
    await expect(card.getByRole('button', { name: 'Back to the defaults' }).count()).resolves.toBe(0);
    await card.locator('summary', { hasText: 'Several domains' }).click();
    await card.getByLabel('Domain that subdomains share').waitFor();
  });

  it('speaks Arabic throughout, problems included', async () => {
    const { card } = await openRecording('?lang=ar');
    for (const summary of await card.locator('summary').all()) await summary.click();
    await card.getByRole('button', { name: 'أضف ميزة' }).click();
    await card
      .getByRole('group', { name: /^الميزة/ })
      .getByLabel('محدِّد CSS')
      .fill('//div');
    await card.getByRole('button', { name: 'احفظ', exact: true }).click();
    await card.getByText('هذا XPath').waitFor();
    const texts = await card.locator('h2, legend, label, p, summary, button, bdi').allTextContents();
    const words = texts.join(' ').match(/\b[a-z]{3,}\b/gi) ?? [];
    // Names of things that are written so everywhere, and what stands in selectors and addresses.
    const known =
      /^(css|xpath|google|analytics|enter|brotli|gzip|size|guide|price|product|cart|search|shoes|www|shop|example|com|query|keyword)$/i;
    expect(words.filter((word) => !known.test(word))).toEqual([]);
  });
});
