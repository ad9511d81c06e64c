import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

const GPTBOT = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard({ isEmpty: true });
});
afterAll(() => dashboard.close());

const opened: Page[] = [];
afterEach(() => Promise.all(opened.splice(0).map((page) => page.context().close())));

interface SiteAnswer {
  id: string;
  publicKey: string;
}
const createSite = async (domains: string[] = []) =>
  (await (
    await dashboard.collector.owner('/sites', { method: 'POST', body: { name: 'Shop', timeZone: 'UTC', domains } })
  ).json()) as SiteAnswer;

const open = async ({ id }: SiteAnswer, { query = '', width = 1280 } = {}) => {
  const page = await (await dashboard.signedIn({ width })).newPage();
  opened.push(page);
  await page.goto(`${dashboard.collector.url}/sites/${id}/setup${query}`);
  const card = page.getByRole('region', { name: query.includes('ar') ? 'مصير أحداثك' : 'What became of your events' });
  await card.waitFor();
  /** What a figure says. */
  const figure = (name: string) =>
    card.locator('.delivery-figures > div', { has: page.getByText(name, { exact: true }) }).locator('.delivery-figure');
  return { page, card, figure };
};
/** Waits until the store has all and the list of refused events has as many. */
const settled = ({ id }: SiteAnswer, refused: number) =>
  vi.waitFor(async () => {
    const delivery = (await (await dashboard.collector.owner(`/sites/${id}/delivery`)).json()) as {
      total: { waiting: number };
    };
    const list = (await (await dashboard.collector.owner(`/sites/${id}/rejected`)).json()) as { events: object[] };
    expect([delivery.total.waiting, list.events.length]).toEqual([0, refused]);
  }, 45_000);

/** Three accepted ones, one of them a bot's, one sent twice; two from a page elsewhere. */
const fill = async (site: SiteAnswer) => {
  const { collector } = dashboard;
  const batch = wireBatch(site.publicKey, [wireEvent(), wireEvent({ at: Date.now() - 7_200_000 })]);
  await collector.send({ ...batch, dropped: { overflow: 4 } });
  await collector.send(wireBatch(site.publicKey, [wireEvent()]), { 'user-agent': GPTBOT });
  await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], { url: 'https://new.example/landing' }));
  await settled(site, 2);
};

describe('the delivery card', () => {
  it('says in figures and in a sentence what became of events, by reason', async () => {
    const site = await createSite(['shop.example']);
    await fill(site);
    const { card, figure } = await open(site);
    const shown = async (name: string) => (await figure(name).textContent()) ?? '';
    expect(await Promise.all(['Received', 'Accepted', 'Stored', 'Rejected'].map(shown))).toEqual(['5', '3', '3', '2']);
    expect(await Promise.all(['Bots', 'Late', 'Dropped', 'Waiting'].map(shown))).toEqual(['1', '1', '4', '0']);
    await card
      .getByText(/^2 events \(40%\) rejected, most often because: a page that is not on the site's domains/)
      .waitFor();
    await card.getByText(/^Browsers gave up 4 events/).waitFor();
    await card.getByText('an AI crawler, by its own name').waitFor();
  });

  it('says that all is well where it is, and that nothing came where nothing did', async () => {
    const quiet = await createSite();
    const { card } = await open(quiet);
    await card.getByText(/^Nothing was received/).waitFor();
    await card.getByText('No rejected events are kept.').waitFor();
    await dashboard.collector.send(wireBatch(quiet.publicKey, [wireEvent()]));
    await settled(quiet, 0);
    const { card: later } = await open(quiet);
    await later.getByText('All is well: 1 event accepted, and nothing was lost.').waitFor();
  });

  it('lists rejected events with the reason, and has them judged again once their cause is mended', async () => {
    const site = await createSite(['shop.example']);
    await fill(site);
    const { card, figure } = await open(site);
    const lines = card.locator('.refused-event');
    await expect.poll(() => lines.count()).toBe(2);
    expect(await lines.first().textContent()).toContain('https://new.example/landing');
    expect(await lines.first().textContent()).toContain('unknown_domain');
    await lines.first().getByText('As it was sent').click();
    await lines.first().getByText('"kind": "page_view"').waitFor();

    const again = card.getByRole('button', { name: 'Judge them again' });
    await again.click();
    await card.getByText('0 events accepted. 2 still rejected.').waitFor();
    const domains = ['shop.example', 'new.example'];
    await dashboard.collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains } });
    await again.click();
    await card.getByText('2 events accepted.', { exact: true }).waitFor();
    await figure('Accepted').getByText('5', { exact: true }).waitFor();
    await settled(site, 0);
    await card.getByText('No rejected events are kept.').waitFor();
  });

  it('gives the table as a file, reasons included', async () => {
    const site = await createSite(['shop.example']);
    await fill(site);
    const { page, card } = await open(site);
    await card.getByRole('radio', { name: '7 days' }).check();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    const [head = '', row = ''] = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(head).toContain('Day,Received,Accepted,Stored');
    expect(head).toContain('rejected: unknown_domain,bot: ai_crawler,dropped: overflow');
    expect(row).toMatch(/^\d{4}-\d\d-\d\d,5,3,3,0,0,0,1,2,1,4,2,1,4$/);
  });

  it.each([1280, 390])('fits a window %i px wide, in Arabic from right to left', async (width) => {
    const site = await createSite(['shop.example']);
    await fill(site);
    const { page, card } = await open(site, { query: '?lang=ar', width });
    await card.getByText(/^رُفض حدثان/).waitFor();
    await card.getByText('زاحف ذكاء اصطناعي، باسمه').waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

describe('the keys of a site', () => {
  it('are made to do what is ticked: one that may send events sends them, and cannot ask', async () => {
    const site = await createSite();
    const { page } = await open(site);
    const keys = page.getByRole('region', { name: 'Keys for programs' });
    await keys.getByLabel('Ask questions').uncheck();
    await keys.getByRole('button', { name: 'Make a key' }).click();
    await keys.getByText('Tick at least one thing that the key may do.').waitFor();
    await keys.getByLabel('Send events').check();
    await keys.getByRole('button', { name: 'Make a key' }).click();
    const key = await keys.getByText(/^tt_sk_/).textContent();
    const asProgram = (path: string, body: unknown) =>
      fetch(`${dashboard.collector.url}/api/v1/sites/${site.id}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const event = { kind: 'custom', id: '1', customerId: 'c', properties: { name: 'n' } };
    expect((await asProgram('/events', [event])).status).toBe(202);
    expect((await asProgram('/questions/trend', {})).status).toBe(403);

    await keys.getByRole('button', { name: /^Replace the key/ }).click();
    await keys.getByText(/another took its place/).waitFor();
    const second = await keys.getByText(/^tt_sk_/).textContent();
    expect(second).not.toBe(key);
    expect((await asProgram('/events', [event])).status).toBe(202);
  });

  it('in the tag are replaced, and the older one goes when it is removed', async () => {
    const site = await createSite();
    const { page } = await open(site);
    const card = page.getByRole('region', { name: 'The site', exact: true });
    await card.getByRole('button', { name: 'Make a new key for the tag' }).click();
    await card.getByText('Older: still taken').waitFor();
    const [fresh, old] = dashboard.collector.sites().find(({ id }) => id === site.id)?.publicKeys ?? [];
    expect(old).toBe(site.publicKey);
    await page.getByRole('region', { name: 'The tag', exact: true }).getByText(`site=${fresh}`).first().waitFor();
    const send = async (publicKey = '') => (await dashboard.collector.send(wireBatch(publicKey, [wireEvent()]))).status;
    expect([await send(old), await send(fresh)]).toEqual([202, 202]);
    await card.getByRole('button', { name: `Remove the key ${old}` }).click();
    await expect.poll(() => card.getByText('Older: still taken').count()).toBe(0);
    expect([await send(old), await send(fresh)]).toEqual([403, 202]);
  });
});

describe('the settings of a site', () => {
  const formOf = async (site: SiteAnswer, query = '') => {
    const page = await (await dashboard.signedIn()).newPage();
    opened.push(page);
    await page.goto(`${dashboard.collector.url}/sites/${site.id}/setup${query}`);
    return { page, card: page.getByRole('region', { name: query ? 'الموقع' : 'The site', exact: true }) };
  };
  const kept = ({ id }: SiteAnswer) => dashboard.collector.sites().find((site) => site.id === id);

  it('are changed on screen: name, zone, week, domains; what is wrong is named and not sent', async () => {
    const site = await createSite();
    const { page, card } = await formOf(site);
    await card.getByLabel('Name', { exact: true }).fill('Bakery');
    await card.getByLabel('Time zone').fill('Asia/Nowhere');
    await card.getByLabel('Weeks begin on').selectOption({ label: 'Saturday' });
    await card.getByLabel('Domains').fill('https://bakery.example/');
    await card.getByLabel('Domains').press('Enter');
    await card.getByText('“https://bakery.example/” is no host name.').waitFor();
    const save = card.getByRole('button', { name: 'Save', exact: true });
    await save.click();
    await card.getByText('Choose a zone by its IANA name').waitFor();
    expect(kept(site)?.name).toBe('Shop');
    await card.getByRole('button', { name: 'Remove: https://bakery.example/' }).click();
    await card.getByLabel('Domains').fill('bakery.example');
    await card.getByLabel('Domains').press('Enter');
    await card.getByLabel('Time zone').fill('Asia/Riyadh');
    await save.click();
    await expect
      .poll(() => kept(site))
      .toMatchObject({
        name: 'Bakery',
        timeZone: 'Asia/Riyadh',
        weekStartsOn: 'saturday',
        domains: ['bakery.example'],
      });
    // Wherever the site is named, it has its new name.
    await page.getByRole('combobox', { name: 'Site', exact: true }).getByText('Bakery').waitFor({ state: 'attached' });
    await card.getByText('The tag’s file is called t.js.').waitFor();
    const file = card.getByLabel('File name of the tag', { exact: true });
    await file.fill('sails');
    await save.click();
    await card.getByText('Letters, digits and “_”, then .js').waitFor();
    await file.fill('sails.js');
    await save.click();
    await page.getByRole('region', { name: 'The tag', exact: true }).getByText('/sails.js?site=').first().waitFor();
    expect((await fetch(`${dashboard.collector.url}/sails.js?site=${site.publicKey}`)).status).toBe(200);
  });

  it('erase sooner only after a second question, in Arabic too', async () => {
    const site = await createSite();
    const { page, card } = await formOf(site, '?lang=ar');
    await card.getByLabel('احفظ الأحداث (بالأيام)').fill('30');
    await card.getByRole('button', { name: 'احفظ', exact: true }).click();
    const asked = page.getByRole('dialog', { name: /^أتمحو ما بلغ عمره أكثر من/ });
    await asked.getByRole('button', { name: 'إلغاء' }).click();
    expect(kept(site)?.retentionDays).toBe(762);
    await card.getByRole('button', { name: 'احفظ', exact: true }).click();
    await asked.getByRole('button', { name: 'احفظ وامحُ' }).click();
    await expect.poll(() => kept(site)?.retentionDays).toBe(30);
  });
});
