import { describe, expect, it } from 'vitest';
import { answers, arabicPage, card, goOn, questions, shown, surveyOf } from './survey-pages.ts';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const { nps, csat, ces, rating, choice, text } = questions;

const ask = (asked: Parameters<typeof surveyOf>[0], changed?: Parameters<typeof surveyOf>[1]) => ({
  pages: { '/': 'hello' },
  config: { surveys: [surveyOf(asked, changed)] },
});

describe('a survey', () => {
  it('asks one question after the other, tells each answer at once, and thanks at the end', async () => {
    const { pages, page } = await visit(ask([nps, csat, ces, rating, choice, text]));
    const progress = page.getByRole('progressbar');
    expect(await progress.getAttribute('aria-label')).toBe('Question 1 of 6');
    await page.getByRole('radio', { name: '9' }).click();
    await goOn(page).click();
    await page.getByRole('radio', { name: 'Very satisfied' }).click();
    await goOn(page).click();
    await page.getByRole('radio', { name: '6' }).click();
    await goOn(page).click();
    await page.getByRole('radio', { name: '4' }).click();
    await goOn(page).click();
    await eventually(() => expect(answers(pages)).toHaveLength(4));
    expect(pages.events('survey_completed')).toEqual([]);
    await page.getByRole('radio', { name: 'Delivery' }).click();
    await goOn(page).click();
    expect(await progress.getAttribute('aria-label')).toBe('Question 6 of 6');
    await page.getByRole('textbox', { name: 'Why?' }).fill('Quick delivery');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you!').waitFor();
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
    expect(answers(pages)).toEqual([
      { questionId: 'recommend', questionNumber: 1, score: 9 },
      { questionId: 'satisfied', questionNumber: 2, score: 5 },
      { questionId: 'easy', questionNumber: 3, score: 6 },
      { questionId: 'rate', questionNumber: 4, score: 4 },
      { questionId: 'stopped', questionNumber: 5, choice: 'delivery' },
      { questionId: 'why', questionNumber: 6, text: 'Quick delivery' },
    ]);
    expect(pages.events('survey_dismissed')).toEqual([]);
    const about = pages.events('survey_shown')[0]?.properties;
    expect(about).toMatchObject({ surveyId: 'ask', surveyVersion: 2, surveyLanguage: 'en', trigger: 'time' });
    for (const { properties } of [...pages.events('survey_answer'), ...pages.events('survey_completed')])
      expect(properties).toMatchObject(about ?? {});
  });

  it('asks a follow-up only of those whose answer calls for it', async () => {
    const asked = [nps, { ...text, showIf: { question: 'recommend', scoreTo: 6 } }];
    const happy = await visit(ask(asked));
    await happy.page.getByRole('radio', { name: '9' }).click();
    await happy.page.getByRole('button', { name: 'Send' }).click();
    await happy.page.getByText('Thank you!').waitFor();
    const unhappy = await visit(ask(asked));
    await unhappy.page.getByRole('radio', { name: '2' }).click();
    await unhappy.page.getByRole('button', { name: 'Next' }).click();
    await unhappy.page.getByRole('textbox', { name: 'Why?' }).fill('Slow');
    await unhappy.page.getByRole('button', { name: 'Send' }).click();
    await eventually(() => expect(answers(unhappy.pages)).toHaveLength(2));
    expect(answers(happy.pages)).toEqual([{ questionId: 'recommend', questionNumber: 1, score: 9 }]);
  });

  it('takes several choices and words of the visitor’s own, each choice an answer of one response', async () => {
    const { pages, page } = await visit(ask([{ ...choice, isMultiple: true }]));
    await page.getByRole('checkbox', { name: 'The price' }).click();
    await page.getByRole('checkbox', { name: 'Delivery' }).click();
    await page.getByRole('checkbox', { name: 'Delivery' }).click();
    await page.getByRole('checkbox', { name: 'Something else' }).click();
    await page.getByRole('textbox', { name: 'Something else' }).fill('The colour');
    await page.getByRole('button', { name: 'Send' }).click();
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
    expect(answers(pages)).toEqual([
      { questionId: 'stopped', questionNumber: 1, choice: 'price' },
      { questionId: 'stopped', questionNumber: 1, choice: 'other', text: 'The colour' },
    ]);
    expect(new Set(pages.events('survey_answer').map(({ properties }) => properties.responseId)).size).toBe(1);
  });

  it('keeps what was answered when it is closed, and says at which question', async () => {
    const { pages, page } = await visit(ask([nps, text]));
    await page.getByRole('radio', { name: '3' }).click();
    await goOn(page).click();
    await page.getByRole('textbox').fill('not sent');
    await page.getByRole('button', { name: 'Not now' }).click();
    await eventually(() => expect(pages.events('survey_dismissed')).toHaveLength(1));
    expect(answers(pages)).toEqual([{ questionId: 'recommend', questionNumber: 1, score: 3 }]);
    expect(pages.events('survey_dismissed')[0]?.properties.questionNumber).toBe(2);
    expect(pages.events('survey_completed')).toEqual([]);
    expect(JSON.stringify(pages.batches)).not.toContain('not sent');
  });

  it('masks e-mail addresses and long runs of digits in words before they leave the page, unless told not to', async () => {
    const { pages, page } = await visit(ask([text, { ...text, id: 'open', isMasked: false }]));
    await page
      .getByRole('textbox')
      .fill('Call 0501234567 or ٠٥٠ ١٢٣ ٤٥٦٧, mail ada@example.com; order 42 of 2026-11-22');
    await goOn(page).click();
    await page.getByRole('textbox').fill('0501234567');
    await goOn(page).click();
    await eventually(() => expect(answers(pages)).toHaveLength(2));
    expect(answers(pages).map((answer) => answer.text)).toEqual([
      'Call ••• or •••, mail •••; order 42 of 2026-11-22',
      '0501234567',
    ]);
  });

  it('says which checkout, feature and variants it was answered in', async () => {
    const experiment = {
      id: 'cta',
      variants: [
        { id: 'b', weight: 1 },
        { id: 'c', weight: 0 },
      ],
    };
    const { pages, page } = await visit({
      pages: {
        '/': '<form data-tt-checkout="contact"><button type="button" data-tt-feature="sizes">Sizes</button></form>',
      },
      config: {
        experiments: [experiment] as never,
        surveys: [surveyOf([nps], { rules: { triggers: [{ on: 'feature', feature: 'sizes' }] } })],
      },
    });
    await eventually(() => expect(pages.events('checkout_step')).toHaveLength(1));
    await page.evaluate(() => (window as unknown as TagWindow).telltale.variant('cta'));
    await page.getByText('Sizes').click();
    await shown(pages);
    expect(pages.events('survey_shown')[0]?.properties).toMatchObject({
      trigger: 'feature',
      feature: 'sizes',
      variants: 'cta:b',
      checkoutId: pages.events('checkout_step')[0]?.properties.checkoutId,
    });
  });

  it('is one tab stop a scale; arrows move and choose and never submit; the keyboard alone answers it all', async () => {
    const { pages, page } = await visit({
      ...ask([nps, choice, text]),
      pages: { '/': '<button id="first">first</button>' },
    });
    await shown(pages);
    await page.focus('#first');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const checked = () => page.getByRole('radio', { checked: true }).textContent();
    await press('Tab', 'Tab', 'ArrowRight');
    expect(await checked()).toBe('1');
    await press('ArrowLeft', 'ArrowLeft');
    expect(await checked()).toBe('10');
    await press('Home');
    expect(await checked()).toBe('0');
    await press('Tab');
    await mark(pages, page);
    expect(answers(pages)).toEqual([]);
    await press('Enter');
    await page.getByText('What stopped you?').waitFor();
    // The focus is where reading goes on.
    await press('Tab', 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'Tab');
    await page.keyboard.type('No time');
    await press('Enter');
    await press('Tab', 'Tab');
    await page.keyboard.type('Later');
    await press('Tab', 'Enter');
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
    expect(answers(pages)).toEqual([
      { questionId: 'recommend', questionNumber: 1, score: 0 },
      { questionId: 'stopped', questionNumber: 2, choice: 'other', text: 'No time' },
      { questionId: 'why', questionNumber: 3, text: 'Later' },
    ]);
  });

  it('is not sent without an answer where one is needed, and skips what may be left out', async () => {
    const { pages, page } = await visit(ask([nps, text]));
    await goOn(page).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('role'))).toBe(
      'radio',
    );
    await page.getByRole('radio', { name: '7' }).click();
    await goOn(page).click();
    await page.getByRole('button', { name: 'Skip' }).click();
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
    expect(answers(pages)).toHaveLength(1);
  });

  it('speaks Arabic from right to left on an Arabic page, in its digits, arrows included, and sends numbers', async () => {
    const { pages, page } = await visit({ ...ask([nps, csat]), pages: { '/': arabicPage } });
    await shown(pages);
    const host = page.locator('[data-tt-ignore]');
    expect([await host.getAttribute('lang'), await host.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    const radios = page.getByRole('radio');
    expect(await radios.allTextContents()).toEqual(['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩', '١٠']);
    const [first, second] = [await radios.nth(0).boundingBox(), await radios.nth(1).boundingBox()];
    expect(first?.x).toBeGreaterThan(second?.x ?? 0);
    await radios.nth(0).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await radios.nth(1).getAttribute('aria-checked')).toBe('true');
    expect(await page.getByRole('progressbar').getAttribute('aria-label')).toBe('السؤال ١ من ٢');
    await page.getByRole('button', { name: 'التالي' }).click();
    await page.getByRole('radio', { name: 'راضٍ جدًا' }).click();
    await page.getByRole('button', { name: 'إرسال' }).click();
    await page.getByText('شكرًا لك!').waitFor();
    await eventually(() => expect(answers(pages).map(({ score }) => score)).toEqual([1, 5]));
    expect(pages.events('survey_answer')[0]?.properties.surveyLanguage).toBe('ar');
  });

  it('counts with the digits of the region that its texts are for, and marks what it has in another language only', async () => {
    const moroccan = surveyOf([
      { ...nps, text: { 'ar-MA': 'هل توصي بنا؟' } },
      { ...text, text: { en: 'Why?' } },
    ]);
    const { page } = await visit({ pages: { '/': arabicPage }, config: { surveys: [moroccan] } });
    await page.getByRole('radio', { name: '9' }).click();
    await goOn(page).click();
    expect(await page.locator('[data-tt-ignore] p [lang=en]').textContent()).toBe('Why?');
  });

  it('is dismissed by Escape, gives the focus back, and is remembered', async () => {
    const { pages, page, openTab } = await visit({
      ...ask([nps]),
      pages: { '/': '<button id="first">first</button>' },
    });
    await shown(pages);
    await page.focus('#first');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await eventually(() => expect(pages.events('survey_dismissed')).toHaveLength(1));
    expect(await card(page).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('first');
    const tab = await openTab('/');
    await mark(pages, tab);
    expect(pages.events('survey_shown')).toHaveLength(1);
  });

  it('moves nothing on the page and takes no focus', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<main><input id="search" autofocus><p id="text">text</p></main>' },
      config: { surveys: [surveyOf([nps], { rules: { triggers: [{ on: 'event', kind: 'custom' }] } })] },
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

  it.each([
    ['a phone', { width: 360, height: 640 }],
    ['a screen enlarged four times', { width: 320, height: 256 }],
  ])('has targets of at least 44 px and room for all of them on %s', async (_, viewport) => {
    const { pages, page } = await visit({ ...ask([nps, csat, ces, rating, choice]), context: { viewport } });
    await shown(pages);
    for (const { kind } of [nps, csat, ces, rating, choice]) {
      const faults = await card(page).evaluate((section) =>
        [...section.querySelectorAll('button')].flatMap((button) => {
          button.scrollIntoView({ block: 'nearest' });
          const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
          const isLarge = Math.min(width, height) >= 43.9;
          const isInView = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight + 0.1;
          return isLarge && isInView ? [] : [`${button.textContent}: ${[left, top, width, height]}`];
        }),
      );
      expect(faults, kind).toEqual([]);
      const sideways = await card(page).evaluate((section) => section.scrollWidth - section.clientWidth);
      expect(sideways, `${kind}: what is read is scrolled one way only`).toBe(0);
      await page.getByRole('radio').last().click();
      await goOn(page).click();
    }
  });

  it('keeps what is typed in it from the page’s shortcuts and from the recorders', async () => {
    const { pages, page } = await visit({
      ...ask([text]),
      pages: { '/': '<script>keys = ""; addEventListener("keydown", ({ key }) => { keys += key })</script>' },
    });
    await page.getByRole('textbox').pressSequentially('slow');
    await mark(pages, page);
    expect(await page.evaluate('keys')).toBe('');
    expect(pages.events('click')).toEqual([]);
  });
});
