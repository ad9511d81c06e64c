import type { TrendResult } from '@telltale/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savedText } from './dashboard-browser.ts';
import { DAY_MS, type Dashboard, known, noonMs, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});
afterAll(() => dashboard.close());

const openOverview = (query = '') => dashboard.open(`/sites/${dashboard.siteId}/overview${query}`);

describe('signing in', () => {
  it('explains how to get a link to somebody who has none', async () => {
    const page = await (await dashboard.context()).newPage();
    await page.goto(dashboard.collector.url);
    await page.getByRole('heading', { name: 'Welcome to Telltale' }).waitFor();
    expect(await page.getByRole('listitem').first().textContent()).toContain('prints a link');
  });

  it('takes the link once, and takes the token out of the address', async () => {
    const link = await dashboard.collector.createSignInLink();
    const first = await (await dashboard.context()).newPage();
    await first.goto(link);
    await first.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    expect(first.url()).toBe(`${dashboard.collector.url}/sites/${dashboard.siteId}`);

    const second = await (await dashboard.context()).newPage();
    await second.goto(link);
    await second.getByRole('heading', { name: 'This link does not work' }).waitFor();
    expect(await second.getByRole('alert').textContent()).toContain('works once');
  });

  it('says in the address which site is shown before it is shown, however late the browser draws', async () => {
    const context = await dashboard.context();
    await context.addInitScript(() => {
      const later = window.setTimeout;
      window.requestAnimationFrame = (draw) => later(draw, 2000, 0);
      Object.assign(window, { setTimeout: (run: () => void, ms = 0) => later(run, Math.max(ms, 2000)) });
    });
    const page = await context.newPage();
    await page.goto(await dashboard.collector.createSignInLink());
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    expect(page.url()).toBe(`${dashboard.collector.url}/sites/${dashboard.siteId}`);
  });

  it('ends with signing out', async () => {
    const page = await (await dashboard.context()).newPage();
    await page.goto(await dashboard.collector.createSignInLink());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Welcome to Telltale' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome to Telltale' }).waitFor();
  });
});

describe('the overview', () => {
  it("shows the API's figures, a currency each", async () => {
    const page = await openOverview();
    const { lines } = (await dashboard.collector.ask(dashboard.siteId, 'trend', {
      range: { last: 30, unit: 'day' },
      series: [
        { events: [{ kind: 'page_view' }], aggregation: 'visitors' },
        { events: [{ kind: 'purchase' }], aggregation: 'count' },
        { events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'value' },
      ],
    })) as TrendResult;
    expect(lines.map(({ total }) => total)).toEqual(expect.arrayContaining([known.visitors, known.purchases]));

    await page.getByRole('radio', { name: /^Visitors 20( |$)/ }).waitFor();
    await page.getByRole('radio', { name: /^Purchases 5( |$)/ }).waitFor();
    await page.getByRole('radio', { name: /^Conversion 25%/ }).waitFor();
    await page.getByRole('radio', { name: `Revenue, EUR €${known.eur}` }).waitFor();
    await page.getByRole('radio', { name: /^Revenue, SAR SAR\s200.00/ }).waitFor();
  });

  it('draws the figure that is chosen, tells it in words, and has the table behind it', async () => {
    const page = await openOverview();
    await page.getByRole('radio', { name: /^Purchases/ }).check({ force: true });
    const drawn = page.getByRole('img', { name: /^Purchases from .* to .*: at most 5/ });
    await drawn.waitFor();
    await page.getByText('Table', { exact: true }).click();
    const table = page.getByRole('table', { name: 'Purchases over time' });
    const cells = await table.getByRole('cell').allTextContents();
    expect(cells.filter((cell) => cell === '5')).toHaveLength(1);
  });

  it('can be read point by point with the keyboard', async () => {
    const page = await openOverview();
    const reader = page.getByRole('slider', { name: /^Visitors: read point by point/ });
    await reader.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await reader.getAttribute('aria-valuetext')).toMatch(/: 8\b/);
    await page.keyboard.press('Home');
    expect(await reader.getAttribute('aria-valuenow')).toBe('0');
  });

  it('saves as CSV exactly what the table shows', async () => {
    const page = await openOverview('?compare=none');
    await page.getByText('Table', { exact: true }).click();
    const table = page.getByRole('table', { name: 'Visitors over time' });
    const rows = await table.getByRole('row').all();
    const shown = await Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
    const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
    const saved = csv
      .trim()
      .split('\r\n')
      .map((line) => line.split(/,(?=[^,]*$)/).map((cell) => cell.replaceAll('"', '')));
    expect(saved).toEqual(shown);
    expect(saved).toHaveLength(31);
  });

  it('narrows to a row that is pressed, says so in the address, and comes back with the back button', async () => {
    const page = await openOverview();
    await page.getByRole('button', { name: 'Email', exact: true }).click();
    await page.getByRole('radio', { name: /^Visitors 2( |$)/ }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('filter')).toEqual(['channel*is*email']);
    await page.getByRole('button', { name: /^Remove the filter: Channel is .?Email/ }).waitFor();
    // The visit began with an e-mail; its purchase counts although that page came from inside the site.
    await page.getByRole('radio', { name: /^Purchases 2( |$)/ }).waitFor();

    await page.goBack();
    await page.getByRole('radio', { name: new RegExp(`^Visitors ${known.visitors}( |$)`) }).waitFor();
    expect(page.url()).not.toContain('filter');
    await page.goForward();
    await page.getByRole('radio', { name: /^Visitors 2( |$)/ }).waitFor();
  });

  it('takes a filter that is put together by hand', async () => {
    const page = await openOverview();
    await page.getByRole('button', { name: 'Add a filter' }).click();
    const box = page.getByRole('dialog', { name: 'Add a filter' });
    await box.getByRole('combobox', { name: 'Property' }).selectOption('Device');
    await box.getByRole('combobox', { name: 'Value' }).fill('mobile');
    await page.keyboard.press('Enter');
    await box.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('radio', { name: new RegExp(`^Visitors ${known.phoneVisitors}( |$)`) }).waitFor();
    expect(await box.isVisible()).toBe(false);
  });

  it('compares with the days before', async () => {
    // The site's days are those of this machine. Swedish dates are ISO dates.
    const day = (ago: number) => new Intl.DateTimeFormat('sv-SE').format(noonMs - ago * DAY_MS);
    // Eight came in the last fourteen days, twelve in the fourteen before.
    const page = await openOverview(`?range=${day(13)}..${day(0)}`);
    await page.getByRole('radio', { name: 'Visitors 8 -33%' }).waitFor();
    await page.getByRole('combobox', { name: 'Comparison' }).selectOption('Not compared');
    await page.getByRole('radio', { name: 'Visitors 8', exact: true }).waitFor();
  });

  it('takes other days by name and by calendar', async () => {
    const page = await openOverview('?compare=none');
    await page.getByRole('button', { name: /^Last 30 days/ }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await page.getByRole('radio', { name: 'Visitors 8', exact: true }).waitFor();
    await page.getByRole('button', { name: /^Last 7 days/ }).click();
    const box = page.getByRole('dialog', { name: 'Date range' });
    await box.getByLabel('From').fill('2026-01-10');
    await box.getByLabel('To').fill('2026-01-01');
    expect(await box.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await box.getByLabel('To').fill('2026-01-12');
    await box.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Nobody came in these days').first().waitFor();
    expect(new URL(page.url()).searchParams.get('range')).toBe('2026-01-10..2026-01-12');
  });

  it('says what is wrong with a filter that nobody knows, instead of showing figures', async () => {
    const page = await openOverview('?filter=colour*is*red');
    expect(await page.getByRole('alert').first().textContent()).toContain('"colour"');
    expect(await page.getByRole('radio', { name: /^Visitors/ }).count()).toBe(0);
  });

  it('can be cancelled while it is asked, in the browser too, and asked again', async () => {
    const page = await (await dashboard.signedIn()).newPage();
    const aborted: string[] = [];
    page.on('requestfailed', (request) => aborted.push(request.url()));
    // Held back on the way, as by a slow line: the collector itself answers too soon to be cancelled.
    await page.route('**/questions/trend', () => {});
    await page.goto(`${dashboard.collector.url}/sites/${dashboard.siteId}/overview`);
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await page.getByText('Cancelled before it was answered.').waitFor();
    await expect.poll(() => aborted).toHaveLength(1);
    await page.unroute('**/questions/trend');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('radio', { name: /^Visitors 20( |$)/ }).waitFor();
  });

  it('says whose database the countries are from, where countries are shown', async () => {
    const page = await openOverview('?compare=none');
    const source = page.getByRole('link', { name: 'IP Geolocation by DB-IP' });
    await page.getByRole('radio', { name: 'Visitors 20', exact: true }).waitFor();
    expect(await source.count()).toBe(0);
    await page.getByRole('radio', { name: 'Country', exact: true }).check({ force: true });
    await source.waitFor();
    expect(await source.getAttribute('href')).toBe('https://db-ip.com');
  });

  it('says that the collector cannot be reached, and goes on when it can', async () => {
    const context = await dashboard.signedIn();
    const page = await context.newPage();
    await page.goto(`${dashboard.collector.url}/sites/${dashboard.siteId}/overview?compare=none`);
    await page.getByRole('radio', { name: 'Visitors 20', exact: true }).waitFor();
    await page.route('**/questions/trend', (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: /^Last 30 days/ }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    // Several cards may say so.
    await page.getByText('The server cannot be reached.').first().waitFor();
    await page.unroute('**/questions/trend');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('radio', { name: 'Visitors 8', exact: true }).waitFor();
  });

  it('shows every state of the address in another browser', async () => {
    const query = '?range=7d&compare=none&filter=device*is*desktop&lang=ar';
    const page = await openOverview(query);
    await page.getByRole('radio', { name: 'الزوّار 8', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe(query);
    expect(await page.getByRole('combobox', { name: 'المقارنة' }).inputValue()).toBe('none');
  });
});

describe('the frame', () => {
  it('changes language and direction at once, and keeps the rest of the address', async () => {
    const page = await openOverview('?range=7d');
    await page.getByRole('radio', { name: 'العربية' }).check({ force: true });
    await page.getByRole('heading', { name: 'نظرة عامة', level: 1 }).waitFor();
    const html = page.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    expect(new URL(page.url()).search).toBe('?range=7d&lang=ar');
  });

  it('writes numbers the way an Arabic reader from Egypt does', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/overview?lang=ar`, { locale: 'ar-EG' });
    await page.getByRole('radio', { name: /^الزوّار ٢٠/ }).waitFor();
  });

  it('goes from panel to panel with the keyboard, the focus at the title', async () => {
    const page = await openOverview();
    await page.getByRole('link', { name: 'Funnels', exact: true }).focus();
    await page.keyboard.press('Enter');
    const title = page.getByRole('heading', { name: 'Funnels', level: 1 });
    await title.waitFor();
    await expect.poll(() => title.evaluate((heading) => heading === document.activeElement)).toBe(true);
    expect(await page.title()).toBe('Funnels · My site · Telltale');
  });

  it('has its navigation in a drawer on a phone, and nothing stands out of the window', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/overview`, { width: 390 });
    await page.getByRole('radio', { name: /^Visitors/ }).waitFor();
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Segments', exact: true }).click();
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflowPx).toBe(0);
  });

  it('does not show another site in place of one that does not exist', async () => {
    const page = await dashboard.open('/sites/somebody-elses/overview');
    await page.getByText('There is no such site among yours').waitFor();
    await page.getByRole('link', { name: 'My site' }).click();
    await page.getByRole('radio', { name: /^Visitors 20( |$)/ }).waitFor();
  });

  it('loads no more script for the first view than its budget', async () => {
    const page = await (await dashboard.context()).newPage();
    const sizes: number[] = [];
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script')
        sizes.push(Number((await response.request().sizes()).responseBodySize));
    });
    await page.goto(await dashboard.collector.createSignInLink());
    await page.getByRole('radio', { name: /^Visitors 20( |$)/ }).waitFor();
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(5_000);
    expect(total).toBeLessThan(60_000);
  });
});
