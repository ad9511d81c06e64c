import type { FunnelResult, SegmentResult } from '@telltale/query';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { savedBytes, savedText } from './dashboard-browser.ts';
import { type Dashboard, known, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});
afterAll(() => dashboard.close());

const range = { last: 30, unit: 'day' } as const;
const openFunnels = (options = {}, query = '') => dashboard.open(`/sites/${dashboard.siteId}/funnels${query}`, options);
const openSegments = (query = '') => dashboard.open(`/sites/${dashboard.siteId}/segments${query}`);

/** A step's bar as assistive technology hears it. */
const bar = (page: Page, name: string) => page.getByRole('img', { name, exact: true });

describe('a funnel', () => {
  it("is built from the events that the site knows, and tells the API's figures", async () => {
    const page = await openFunnels();
    await page.getByRole('combobox', { name: 'Step 1' }).selectOption('Page view');
    await page.getByRole('combobox', { name: 'Step 2' }).selectOption('Checkout step');
    await page.getByRole('combobox', { name: 'Step 3' }).selectOption('Purchase');

    const { total } = (await dashboard.collector.ask(dashboard.siteId, 'funnel', {
      range,
      steps: ['page_view', 'checkout_step', 'purchase'].map((kind) => ({ events: [{ kind }] })),
    })) as FunnelResult;
    expect(total.steps.map(({ reached }) => reached)).toEqual(known.funnel.reached);

    await bar(page, 'Step 1, Page view: 20 reached it, 0 are still open, 0 dropped out before it').waitFor();
    await bar(page, 'Step 2, Checkout step: 10 reached it, 6 are still open, 4 dropped out before it').waitFor();
    await bar(page, 'Step 3, Purchase: 5 reached it, 2 are still open, 3 dropped out before it').waitFor();
    const outcomes = await page.getByRole('definition').allTextContents();
    expect(outcomes).toEqual(expect.arrayContaining(['20', '5', '7', '8', '42%']));
  });

  it('is built in Arabic just so', async () => {
    const page = await openFunnels({ locale: 'ar-EG' }, '?lang=ar');
    await page.getByRole('combobox', { name: 'الخطوة ٢' }).selectOption('عملية شراء');
    await page.getByRole('button', { name: 'أزل الخطوة ٣' }).click();
    await bar(page, 'الخطوة ١، مشاهدة صفحة: بلغها ٢٠، وما زال في المسار ٠، وانسحب قبلها ٠').waitFor();
    await bar(page, 'الخطوة ٢، عملية شراء: بلغها ٥، وما زال في المسار ٨، وانسحب قبلها ٧').waitFor();
    expect(await page.getByRole('combobox', { name: /^الخطوة/ }).count()).toBe(2);
  });

  it('is put into another order with the keyboard; the focus goes along', async () => {
    const page = await openFunnels();
    await page.getByRole('button', { name: 'Move step 3 up' }).focus();
    await page.keyboard.press('Enter');
    await bar(page, 'Step 2, Purchase: 5 reached it, 8 are still open, 7 dropped out before it').waitFor();
    const focused = page.getByRole('button', { name: 'Move step 2 up' });
    expect(await focused.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByText('Now step 2').waitFor({ state: 'attached' });
    await page.goBack();
    await bar(page, 'Step 2, Checkout step: 10 reached it, 6 are still open, 4 dropped out before it').waitFor();
  });

  it('takes filters for a step, another event in its place, and a step more', async () => {
    const page = await openFunnels();
    const steps = page.getByRole('region', { name: 'Steps' });
    await steps.getByRole('button', { name: 'Add a filter' }).first().click();
    const box = page.getByRole('dialog', { name: 'Add a filter' });
    await box.getByRole('combobox', { name: 'Property' }).selectOption('Device');
    await box.getByRole('combobox', { name: 'Value' }).fill('mobile');
    await box.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('img', { name: /^Step 1, Page view \(Device is .?Mobile.?\): 6 reached it/ }).waitFor();

    await steps.getByRole('button', { name: /^Remove the filter/ }).click();
    await page.getByRole('button', { name: 'Or another event' }).nth(1).click();
    await page.getByRole('combobox', { name: 'Step 2, alternative 2' }).selectOption('Purchase');
    await page.getByRole('img', { name: /^Step 2, Checkout step or Purchase: 10 reached it/ }).waitFor();

    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('combobox', { name: 'Step 4' }).waitFor();
    await page.getByRole('img', { name: /^Step 4, Purchase: 0 reached it/ }).waitFor();
  });

  it('obeys its time to convert, and says when that cannot be', async () => {
    const page = await openFunnels();
    const amount = page.getByRole('spinbutton', { name: 'Number' });
    await amount.fill('30');
    // Those of twenty days ago have ten days left: nobody has dropped out yet.
    await bar(page, 'Step 2, Checkout step: 10 reached it, 10 are still open, 0 dropped out before it').waitFor();
    await amount.fill('');
    expect(await amount.getAttribute('aria-invalid')).toBe('true');
  });

  it('is broken down so that the values add up', async () => {
    const page = await openFunnels();
    await page.getByRole('combobox', { name: 'Broken down by' }).selectOption('Device');
    const table = page.getByRole('table', { name: 'By value' });
    const phones = table.getByRole('row', { name: /^Mobile/ });
    await phones.waitFor();
    expect((await phones.getByRole('cell').allTextContents()).slice(0, 4)).toEqual(['6', '2', '4', '0']);
    const desktops = table.getByRole('row', { name: /^Desktop/ });
    expect((await desktops.getByRole('cell').allTextContents()).slice(0, 4)).toEqual(['14', '3', '3', '8']);
  });

  it('lists who dropped out', async () => {
    const page = await openFunnels();
    await page.getByRole('button', { name: 'See who: 3 dropped out' }).click();
    const list = page.getByRole('dialog', { name: 'Dropped out · Step 3' });
    await list.getByText('3 visitors').waitFor();
    expect(await list.getByRole('rowheader').count()).toBe(3);
    await page.reload();
    await list.getByText('3 visitors').waitFor();
    await page.keyboard.press('Escape');
    expect(await list.isVisible()).toBe(false);
  });

  it('is saved as the table shows it, and copied as the API takes it', async () => {
    const page = await openFunnels();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('Table', { exact: true }).click();
    const table = page.getByRole('table', { name: 'The funnel step by step' });
    const reached = await table.getByRole('row').locator('td:nth-child(2)').allTextContents();
    const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(reached);

    await page.getByRole('button', { name: 'Copy as API call' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('curl ');
    const call = await copied();
    expect(call).toContain(`curl ${dashboard.collector.url}/api/v1/sites/${dashboard.siteId}/questions/funnel`);
    const body = JSON.parse(/-d '(.*)'$/s.exec(call)?.[1] ?? '');
    const { total } = (await dashboard.collector.ask(dashboard.siteId, 'funnel', body)) as FunnelResult;
    expect(total.entered).toBe(known.funnel.entered);
  });

  it('is saved as a picture of what is shown, in its colours', async () => {
    const page = await openFunnels();
    await bar(page, 'Step 3, Purchase: 5 reached it, 2 are still open, 3 dropped out before it').waitFor();
    const shown = await page.getByRole('region', { name: 'Result' }).boundingBox();
    const png = await savedBytes(page, () => page.getByRole('button', { name: 'PNG', exact: true }).click());
    const { width, colors } = await page.evaluate(async (encoded) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
      const seen = new Map<string, number>();
      for (let at = 0; at < pixels.length; at += 4) {
        const color = `${pixels[at]} ${pixels[at + 1]} ${pixels[at + 2]}`;
        seen.set(color, (seen.get(color) ?? 0) + 1);
      }
      return {
        width: image.width,
        colors: [...seen].sort(([, one], [, other]) => other - one).map(([color]) => color),
      };
    }, png.toString('base64'));
    // Twice as fine as the screen, with a margin.
    expect(width).toBeGreaterThan(2 * (shown?.width ?? 0));
    // The card's ground, the bars of those who reached a step, and the ink of the texts.
    expect(colors[0]).toBe('255 255 255');
    expect(colors.slice(0, 5)).toContain('10 110 112');
    expect(colors).toContain('18 32 31');
  });

  it('opens from its link in another browser', async () => {
    const page = await openFunnels();
    await page.getByRole('combobox', { name: 'Step 2' }).selectOption('Purchase');
    await page.getByRole('button', { name: 'Remove step 3' }).click();
    await page.getByRole('radio', { name: 'Any order' }).check({ force: true });
    const sentence = 'Step 2, Purchase: 5 reached it, 8 are still open, 7 dropped out before it';
    await bar(page, sentence).waitFor();
    const { pathname, search } = new URL(page.url());
    const other = await dashboard.open(pathname + search);
    await bar(other, sentence).waitFor();
    expect(await other.getByRole('radio', { name: 'Any order' }).isChecked()).toBe(true);
  });

  it('survives a damaged link with the first funnel', async () => {
    const page = await openFunnels({}, '?own=eyJzdGVwcyI6W3sia2luZCI6M31dfQ');
    await bar(page, 'Step 1, Page view: 20 reached it, 0 are still open, 0 dropped out before it').waitFor();
  });
});

describe('a segment', () => {
  it("counts live what its conditions choose, and tells the API's figures", async () => {
    const page = await openSegments();
    const { count, population } = (await dashboard.collector.ask(dashboard.siteId, 'segment', {
      condition: { all: [{ did: { kind: 'purchase' } }] },
      population: range,
    })) as SegmentResult;
    expect([count, population]).toEqual([known.purchases, known.visitors]);

    const result = page.getByRole('region', { name: 'Result' });
    await result.getByText('5 visitors').waitFor();
    await result.getByText('25% of 20 visitors seen in these days').waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Visitor' }).getByRole('rowheader').count()).toBe(5);
  });

  it('has groups in groups', async () => {
    const page = await openSegments();
    const result = page.getByRole('region', { name: 'Result' });
    // Who bought, or reached the checkout on a phone: all of these hold → any of these holds.
    await page.getByRole('combobox', { name: 'Visitors for whom' }).first().selectOption('any of these holds');
    await page.getByRole('button', { name: 'Add a group' }).click();
    const group = page.getByRole('group', { name: 'Group' });
    await group.getByRole('combobox', { name: 'Visitors for whom' }).selectOption('all of these hold');
    await group.getByRole('combobox', { name: 'Event' }).selectOption('Checkout step');
    await result.getByText('10 visitors').waitFor();
    await group.getByRole('button', { name: 'Add a condition' }).click();
    await group.getByRole('combobox', { name: 'Condition' }).nth(1).selectOption('never did');
    await group.getByRole('combobox', { name: 'Event' }).nth(1).selectOption('Purchase');
    // Five bought; five reached the checkout and did not: ten in all.
    await page.getByRole('combobox', { name: 'Visitors for whom' }).first().selectOption('none of these holds');
    await result.getByText('50% of 20 visitors seen in these days').waitFor();
    await page.goBack();
    expect(await page.getByRole('combobox', { name: 'Visitors for whom' }).first().inputValue()).toBe('any');
  });

  it('compares sums of money in their currency', async () => {
    const page = await openSegments();
    const result = page.getByRole('region', { name: 'Result' });
    await page.getByRole('combobox', { name: 'Condition' }).selectOption('has in all');
    await page.getByRole('spinbutton', { name: 'Number' }).fill('20');
    await result.getByText('3 visitors').waitFor();
    await page.getByRole('textbox', { name: 'Currency' }).fill('SAR');
    await result.getByText('2 visitors').waitFor();
  });

  it('waits until a condition is filled in, and chooses customers by a trait', async () => {
    const page = await openSegments();
    await page.getByRole('combobox', { name: 'Condition' }).selectOption('has the trait');
    await page.getByText('Fill in the conditions, and the count appears.').waitFor();
    await page.getByRole('combobox', { name: 'Trait' }).fill('plan');
    await page.getByRole('combobox', { name: 'Value' }).fill('pro');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Result' }).getByText('2 visitors').waitFor();
  });

  it('says what is known instead of counting by a trait that nobody told', async () => {
    const condition = { all: [{ trait: 'plam', operator: 'is', values: ['pro'] }] };
    const own = Buffer.from(JSON.stringify(condition)).toString('base64url');
    const page = await openSegments(`?own=${own}`);
    expect(await page.getByRole('alert').textContent()).toContain('plan');
  });
});

describe('the keyboard', () => {
  it('has shortcuts with a list, which do nothing while somebody writes or once they are off', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/overview`);
    await page.getByRole('radio', { name: /^Visitors/ }).waitFor();
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.getByText('The next panel').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press(']');
    await page.getByRole('heading', { name: 'Boards', level: 1 }).waitFor();
    await page.getByText('There is no board yet').waitFor();
    await page.keyboard.press('[');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.locator('.filter-add button').first().waitFor();
    await page.keyboard.press('f');
    const filter = page.getByRole('dialog', { name: 'Add a filter' });
    await filter.getByRole('combobox', { name: 'Value' }).fill(']');
    await filter.getByRole('combobox', { name: 'Value' }).press(']');
    await page.keyboard.press('Escape');
    await filter.waitFor({ state: 'hidden' });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Overview');

    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await list.getByRole('switch', { name: 'Shortcuts are on' }).uncheck();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press(']');
    await page.keyboard.press('?');
    expect(await list.isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Overview');
  });
});
