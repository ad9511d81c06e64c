import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const survey = {
  id: 'nps',
  version: 2,
  questionId: 'recommend',
  questionKind: 'nps' as const,
  texts: {
    en: {
      question: 'Would you recommend us?',
      lowLabel: 'No',
      highLabel: 'Yes',
      followUp: 'Why?',
      thanks: 'Thank you!',
      submit: 'Send',
      dismiss: 'Close',
    },
    ar: {
      question: 'هل توصي بنا؟',
      lowLabel: 'لا',
      highLabel: 'نعم',
      thanks: 'شكرًا لك!',
      submit: 'إرسال',
      dismiss: 'إغلاق',
    },
  },
  trigger: { kind: 'page_view', delayMs: 0 },
};

const config = { surveys: [survey] };

const arabicPage =
  '<!doctype html><html lang="ar" dir="rtl"><link rel="icon" href="data:,"><title>صفحة</title>{tag}<body>مرحبا';

const shown = (pages: Pages) => eventually(() => expect(pages.events('survey_shown')).toHaveLength(1));

const answers = (pages: Pages) => pages.events('survey_answer').map(({ properties }) => properties);

const checked = (page: Page) => page.getByRole('radio', { checked: true }).textContent();

describe('surveys', () => {
  it('are answered with a score and words, and thank for it', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, config });
    await page.getByRole('radio', { name: '9' }).click();
    await page.getByLabel('Why?').fill('Quick delivery');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you!').waitFor();
    await eventually(() => expect(answers(pages)).toHaveLength(1));
    const about = { surveyId: 'nps', surveyVersion: 2 };
    expect(answers(pages)).toEqual([
      { ...about, questionId: 'recommend', questionKind: 'nps', score: 9, text: 'Quick delivery' },
    ]);
    expect(pages.events('survey_shown').map(({ properties }) => properties)).toEqual([about]);
    expect(pages.events('survey_dismissed')).toEqual([]);
  });

  it('load their widget only when they are due', async () => {
    const late = { ...survey, trigger: { kind: 'purchase', delayMs: 3000 } };
    const { pages, page } = await visit({ pages: { '/': 'hello' }, config: { surveys: [late] }, isClockStopped: true });
    const widgets = () => pages.requests.filter(({ path }) => path === '/t-survey.js').length;
    await letTimePass(page, 6000);
    expect(widgets()).toBe(0);
    await page.evaluate(() =>
      (window as unknown as TagWindow).telltale.purchase({ orderId: '1', value: { amount: '1', currency: 'EUR' } }),
    );
    await letTimePass(page, 2000);
    expect(widgets()).toBe(0);
    await letTimePass(page, 2000);
    await eventually(() => expect(widgets()).toBe(1));
  });

  it('are one tab stop; arrows move and choose, and never submit', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="first">first</button>' }, config });
    await shown(pages);
    await page.focus('#first');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await checked(page)).toBe('1');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await checked(page)).toBe('10');
    await page.keyboard.press('Home');
    expect(await checked(page)).toBe('0');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await mark(pages, page);
    expect(answers(pages)).toEqual([]);
    await page.keyboard.press('Enter');
    await eventually(() => expect(answers(pages)).toMatchObject([{ score: 0 }]));
  });

  it('speak Arabic from right to left on an Arabic page, arrows included', async () => {
    const { pages, page } = await visit({ pages: { '/': arabicPage }, config });
    await shown(pages);
    const host = page.locator('[data-tt-ignore]');
    await expect(host.getAttribute('lang')).resolves.toBe('ar');
    await expect(host.getAttribute('dir')).resolves.toBe('rtl');
    await page.getByText('هل توصي بنا؟').waitFor();
    const radios = page.getByRole('radio');
    await expect(radios.allTextContents()).resolves.toEqual(['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩', '١٠']);
    const [first, second] = [await radios.nth(0).boundingBox(), await radios.nth(1).boundingBox()];
    expect(first?.x).toBeGreaterThan(second?.x ?? 0);
    await radios.nth(0).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await radios.nth(1).getAttribute('aria-checked')).toBe('true');
  });

  it('count with the digits of the region that their texts are for, and send numbers all the same', async () => {
    const { ar } = survey.texts;
    const moroccan = { surveys: [{ ...survey, texts: { 'ar-MA': ar } }] };
    const { page } = await visit({ pages: { '/': arabicPage }, config: moroccan });
    await page.getByRole('radio', { name: '9' }).waitFor();

    const { pages, page: arabic } = await visit({ pages: { '/': arabicPage }, config });
    await arabic.getByRole('radio', { name: '٩' }).click();
    await arabic.getByRole('button', { name: 'إرسال' }).click();
    await eventually(() => expect(answers(pages)).toMatchObject([{ score: 9 }]));
  });

  it('are dismissed by Escape and by the button, remembered, and not shown again', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': 'hello' }, config });
    await shown(pages);
    await page.keyboard.press('Escape');
    await eventually(() => expect(pages.events('survey_dismissed')).toHaveLength(1));
    await expect(page.getByRole('radiogroup').count()).resolves.toBe(0);
    const tab = await openTab('/');
    await mark(pages, tab);
    expect(pages.events('survey_shown')).toHaveLength(1);
    const why = await tab.evaluate(() => (window as unknown as TagWindow).telltale.whySurvey('nps'));
    expect(why).toContain('closed it');
  });

  it('come one at a time, and one a day', async () => {
    const two = { surveys: [survey, { ...survey, id: 'second' }] };
    const { pages, page, openTab } = await visit({ pages: { '/': 'hello' }, config: two });
    await shown(pages);
    const tab = await openTab('/');
    await mark(pages, tab);
    expect(pages.events('survey_shown').map(({ properties }) => properties.surveyId)).toEqual(['nps']);
    await expect(page.getByRole('radiogroup').count()).resolves.toBe(1);
    const why = await tab.evaluate(() => (window as unknown as TagWindow).telltale.whySurvey('second'));
    expect(why).toContain('within a day');
  });

  it('move nothing on the page and take no focus', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<main><input id="search" autofocus><p id="text">text</p></main>' },
      config: { surveys: [{ ...survey, trigger: { kind: 'custom', delayMs: 0 } }] },
    });
    await page.focus('#search');
    const before = await page.locator('#text').boundingBox();
    await page.evaluate(() => {
      const target = window as unknown as { shifts: number };
      target.shifts = 0;
      new PerformanceObserver((list) => {
        target.shifts += list.getEntries().length;
      }).observe({ type: 'layout-shift', buffered: true });
      (window as unknown as TagWindow).telltale.track('due');
    });
    await shown(pages);
    expect(await page.locator('#text').boundingBox()).toEqual(before);
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
  });

  it('have targets of at least 44 px, on a phone too', async () => {
    const { pages, page } = await visit({
      pages: { '/': 'hello' },
      config,
      context: { viewport: { width: 360, height: 640 } },
    });
    await shown(pages);
    const boxes = await Promise.all(
      [...(await page.getByRole('radio').all()), page.getByRole('button', { name: 'Close' })].map((one) =>
        one.boundingBox(),
      ),
    );
    expect(boxes).toHaveLength(12);
    for (const box of boxes) {
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    }
  });

  it('keep what is typed in them from the page’s shortcuts and from the recorders', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<script>keys = ""; addEventListener("keydown", ({ key }) => { keys += key })</script>' },
      config,
    });
    await page.getByRole('radio', { name: '3', exact: true }).click();
    await page.getByLabel('Why?').pressSequentially('slow');
    await mark(pages, page);
    expect(await page.evaluate('keys')).toBe('');
    expect(pages.events('click')).toEqual([]);
  });

  it('are not shown without an id that would remember them', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, config: { ...config, isCookieless: true } });
    await mark(pages, page);
    expect(pages.events('survey_shown')).toEqual([]);
    expect(pages.requests.map(({ path }) => path)).not.toContain('/t-survey.js');
  });
});
