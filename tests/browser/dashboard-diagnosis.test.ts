import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { addMember } from '../fixtures/members.ts';
import { settled, violations } from './axe.ts';
import { savedText } from './dashboard-browser.ts';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;
let shop: { id: string; publicKey: string };

/** Three things are wrong with the shop: its domain, its page views, its policy. */
const fill = async () => {
  const { collector } = dashboard;
  const url = 'https://shop.example/cart';
  for (let visitor = 0; visitor < 12; visitor += 1)
    await collector.send(wireBatch(shop.publicKey, [wireEvent(), wireEvent({ seq: 1 })], { visitorId: id64(), url }));
  await collector.send(wireBatch(shop.publicKey, [wireEvent(), wireEvent()], { url: 'https://new.example/landing' }));
  await fetch(`${collector.url}/csp-reports/${shop.publicKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/csp-report' },
    body: JSON.stringify({
      'csp-report': {
        'document-uri': 'https://shop.example/pay',
        'blocked-uri': `${collector.url}/t.js`,
        'effective-directive': 'script-src-elem',
      },
    }),
  });
  await vi.waitFor(
    async () => {
      const answer = await collector.owner(`/sites/${shop.id}/diagnosis?fresh=true`);
      const { findings } = (await answer.json()) as { findings: { check: string; status: string; figures: object }[] };
      expect(findings.filter(({ status }) => status === 'problem' || status === 'warning')).toHaveLength(3);
      expect(findings).toContainEqual(
        expect.objectContaining({ check: 'doubled_views', figures: { views: 12, ratio: 0.5 } }),
      );
    },
    { timeout: 45_000, interval: 500 },
  );
};

beforeAll(async () => {
  dashboard = await openDashboard({ isEmpty: true });
  const body = { name: 'Shop', timeZone: 'UTC', domains: ['shop.example'] };
  shop = (await (await dashboard.collector.owner('/sites', { method: 'POST', body })).json()) as typeof shop;
  await fill();
});
afterAll(() => dashboard.close());

const words = {
  en: {
    locale: 'en-GB',
    sum: '3 things want to be mended',
    badge: /^Diagnosis.*3 things want to be looked at$/,
    wrong: 'To be mended',
    origin: '2 events (7.7% of the last 24 hours’) were refused: their pages are not on the site’s domains.',
    doubled: /^12 page views \(50%\) came within a second of another one/,
    csp: '1 browser report says that a page’s Content-Security-Policy keeps the tag or its events away.',
    code: 'What to write: No page’s policy keeps the tag away',
    again: 'Check again',
    toSetup: 'To the setup',
    log: 'Who did what',
    what: 'What',
    made: 'Made a site',
    changed: 'Changed the settings',
    next: 'Next page',
    value: '1 value',
  },
  ar: {
    locale: 'ar-EG',
    sum: '٣ أشياء يلزم إصلاحها',
    badge: /^التشخيص.*٣ أشياء تستحق نظرة$/,
    wrong: 'يلزم إصلاحه',
    origin: /^رُفض حدثان \(٧٫٧٪؜ مما وصل في آخر ٢٤ ساعة\)/,
    doubled: /^١٢ مشاهدة \(٥٠٪؜\) جاءت خلال ثانية/,
    csp: 'في المتصفحات بلاغ واحد بأن سياسة أمان المحتوى (CSP) في صفحة تمنع الوسم أو أحداثه.',
    code: 'ما يُكتب: لا تمنع سياسة صفحة الوسم',
    again: 'افحص من جديد',
    toSetup: 'إلى الإعداد',
    log: 'من فعل ماذا',
    what: 'ماذا',
    made: 'أنشأ موقعًا',
    changed: 'غيّر الإعدادات',
    next: 'الصفحة التالية',
    value: 'قيمة واحدة',
  },
} as const;

const languages = ['en', 'ar'] as const;

const open = (panel: string, language: (typeof languages)[number], options = {}): Promise<Page> =>
  dashboard.open(`/sites/${shop.id}/${panel}?lang=${language}`, { locale: words[language].locale, ...options });

describe.each(languages)('the diagnosis (%s)', (language) => {
  const text = words[language];

  it('says in a sentence what is wrong, what it is about and what to write where', async () => {
    const page = await open('diagnosis', language);
    await page.getByText(text.sum).waitFor();
    const wrong = page.getByRole('region', { name: text.wrong });
    for (const sentence of [text.origin, text.doubled, text.csp]) await wrong.getByText(sentence).waitFor();
    const names = await wrong.locator('.diagnosis-names code').allTextContents();
    expect(names).toEqual(['new.example', 'script-src-elem', '/pay', '/cart']);
    const code = wrong.getByRole('region', { name: text.code });
    expect(await code.textContent()).toContain(`script-src 'self' ${dashboard.collector.url}`);
    // Wherever one is, the navigation says that something wants to be looked at.
    await page.getByRole('link', { name: text.badge }).waitFor();
    await wrong.getByRole('link', { name: text.toSetup }).click();
    await page.waitForURL(/\/setup/);
    await page.context().close();
  });

  it('has no violation, nor has the audit log, and neither stands out of a narrow window', async () => {
    // A contrast is the theme's alone, a name the language's.
    const theme = language === 'en' ? 'light' : 'dark';
    for (const panel of ['diagnosis', 'audit']) {
      const page = await open(panel, language, { theme });
      await settled(page);
      await page.locator('main li, main tbody tr').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await settled(page);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await page.context().close();
    }
  });
});

describe('the diagnosis', () => {
  it('is asked again by a press, and says then that what was mended is well', async () => {
    const text = words.en;
    const page = await open('diagnosis', 'en');
    await page.getByText(text.sum).waitFor();
    await dashboard.collector.owner(`/sites/${shop.id}`, { method: 'PATCH', body: { domains: [] } });
    const again = page.getByRole('button', { name: text.again });
    await expect
      .poll(async () => {
        await again.click();
        return page.getByText('2 things want to be mended').count();
      })
      .toBe(1);
    await page.getByRole('link', { name: /2 things want to be looked at/ }).waitFor();
    await dashboard.collector.owner(`/sites/${shop.id}`, { method: 'PATCH', body: { domains: ['shop.example'] } });
    await page.context().close();
  });

  it('is shown to who may see single events, and to nobody else', async () => {
    const { cookie } = await addMember(dashboard.collector, 'Vera', { [shop.id]: 'viewer' });
    const context = await dashboard.context();
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: dashboard.collector.url }]);
    const page = await context.newPage();
    await page.goto(`${dashboard.collector.url}/sites/${shop.id}/diagnosis`);
    await page.getByText('Analysts see the diagnosis').waitFor();
    await page.goto(`${dashboard.collector.url}/sites/${shop.id}/audit`);
    await page.getByText('Owners read the audit log').waitFor();
    await context.close();
  });
});

describe('the audit log', () => {
  it.each(languages)('tells who did what, by act, page by page, and as a file (%s)', async (language) => {
    const text = words[language];
    // One more page than there is.
    for (let change = 0; change < 52; change += 1)
      await dashboard.collector.owner(`/sites/${shop.id}`, { method: 'PATCH', body: { retentionDays: 100 + change } });
    const page = await open('audit', language);
    const log = page.getByRole('region', { name: text.log, exact: true });
    const rows = log.getByRole('table').locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(50);
    await expect.poll(() => rows.first().textContent()).toContain(text.changed);
    await rows.first().getByText(text.value).click();
    await rows.first().getByText('retentionDays').waitFor();
    expect(await rows.first().locator('del, ins').allTextContents()).toEqual(['150', '151']);

    await log.getByRole('button', { name: text.next, exact: true }).click();
    await expect.poll(async () => (await rows.count()) > 0 && (await log.getByText(text.made).count())).toBeTruthy();

    await log.getByRole('combobox', { name: text.what, exact: true }).selectOption({ label: text.made });
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain(text.made);
    const file = await savedText(page, () => log.getByRole('button', { name: /CSV/ }).click());
    const lines = file.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('site.create');
    await page.context().close();
  });
});
