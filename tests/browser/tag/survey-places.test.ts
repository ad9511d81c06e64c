import type { SurveyDraft } from '@telltale/protocol';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from '../axe.ts';
import { answers, arabicPage, card, goOn, questions, shown, surveyOf } from './survey-pages.ts';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const { nps, csat, ces, rating, choice, text } = questions;

const looking = (look: SurveyDraft['look'], asked: Parameters<typeof surveyOf>[0] = [nps]) =>
  surveyOf(asked, { look, ...(look?.place === 'tab' && { id: 'tab' }) });

/** Adds up what the browser itself calls layout shift; read it with `shiftOf`. */
const watchShifts = () => {
  const target = window as unknown as { shift: number };
  target.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) target.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
};

const shiftOf = (page: Page) => page.evaluate(() => (window as unknown as { shift: number }).shift);

const strict = {
  tagAttributes: 'defer nonce="abc"',
  headers: {
    'content-security-policy':
      "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'none'; img-src data:; connect-src http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types 'none'",
  },
};

describe('a survey stands', () => {
  it('in a corner at the end of the line, or at its start, in either direction', async () => {
    const middles: number[] = [];
    for (const side of ['end', 'start'] as const)
      for (const page of ['hello', arabicPage]) {
        const visited = await visit({ pages: { '/': page }, config: { surveys: [looking({ side })] } });
        await shown(visited.pages);
        const box = await card(visited.page).boundingBox();
        middles.push((box?.x ?? 0) + (box?.width ?? 0) / 2);
      }
    expect(middles.map((x) => (x < 640 ? 'left' : 'right'))).toEqual(['right', 'left', 'left', 'right']);
  });

  it('along the lower edge of the window', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, config: { surveys: [looking({ place: 'bar' })] } });
    await shown(pages);
    const box = await card(page).boundingBox();
    expect(box?.width).toBe(page.viewportSize()?.width);
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(page.viewportSize()?.height);
  });

  it('in an element of the site’s, seen when it is scrolled to, and nothing jumps', async () => {
    const below =
      '<main><p>text</p><div style="block-size:2000px"></div><div id="place" style="inline-size:272px"></div><footer>end</footer></main>';
    const { pages, page } = await visit({
      pages: { '/': below },
      before: watchShifts,
      // A screen enlarged four times.
      context: { viewport: { width: 320, height: 256 } },
      config: { surveys: [looking({ place: 'inline', selector: '#place' }, [csat])] },
    });
    await page.locator('#place section').waitFor();
    await mark(pages, page);
    expect(pages.events('survey_shown')).toEqual([]);
    await page.locator('#place section').scrollIntoViewIfNeeded();
    await shown(pages);
    // As wide as the question, and no wider.
    const standOut = await page.locator('#place section').evaluate((section) => {
      const words = section.querySelector('p')?.getBoundingClientRect();
      return [...section.querySelectorAll('[role=radio]')].filter((face) => {
        const { left, right } = face.getBoundingClientRect();
        return left < (words?.left ?? 0) || right > (words?.right ?? 0);
      }).length;
    });
    expect(standOut).toBe(0);
    await page.getByRole('radio').last().click();
    await goOn(page).click();
    await page.getByText('Thank you!').waitFor();
    await eventually(() => expect(answers(pages)).toHaveLength(1));
    expect(await shiftOf(page)).toBe(0);
  });

  it('in view only where there is room for it', async () => {
    const open = (style: string) =>
      visit({
        pages: { '/': `<div id="place" style="${style}"></div><p>below</p>` },
        before: watchShifts,
        config: { surveys: [looking({ place: 'inline', selector: '#place' })] },
      });
    const roomy = await open('min-block-size:300px');
    await shown(roomy.pages);
    expect(await shiftOf(roomy.page)).toBe(0);
    const narrow = await open('');
    await eventually(() => expect(narrow.pages.requests.map(({ path }) => path)).toContain('/t-survey.js'));
    await mark(narrow.pages, narrow.page);
    expect(narrow.pages.events('survey_shown')).toEqual([]);
    expect(await narrow.page.locator('#place').innerHTML()).toBe('');
    expect(await shiftOf(narrow.page)).toBe(0);
  });

  it('behind a tab that the visitor opens, as often as they like, with the focus inside; other pages have none', async () => {
    const tab = surveyOf([text], {
      look: { place: 'tab', tabLabel: { en: 'Feedback' } },
      rules: { triggers: [{ on: 'time', seconds: 0 }], exceptPages: ['/quiet'] },
    });
    const { pages, page } = await visit({ pages: { '/': 'hello' }, config: { surveys: [tab] } });
    const button = page.getByRole('button', { name: 'Feedback' });
    await button.waitFor();
    await mark(pages, page);
    expect(pages.events('survey_shown')).toEqual([]);
    for (const times of [1, 2]) {
      await button.press('Enter');
      await shown(pages, times);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('More colours');
      await page.keyboard.press('Escape');
      expect(
        await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent),
        'the focus is back',
      ).toBe('Feedback');
    }
    expect(pages.events('survey_shown')[0]?.properties.trigger).toBe('tab');
    await page.evaluate(() => history.pushState({}, '', '/quiet'));
    await button.waitFor({ state: 'detached' });
  });

  it('beside nothing else: what a tab or the site opens waits for no other, and takes the place of none', async () => {
    const { pages, page } = await visit({
      pages: { '/': 'hello' },
      config: { surveys: [looking({}), looking({ place: 'tab', tabLabel: { en: 'Feedback' } })], surveyCapDays: 0 },
    });
    await shown(pages);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.survey.show('tab'));
    await mark(pages, page);
    expect(await card(page).count()).toBe(1);
    expect(pages.events('survey_shown')).toHaveLength(1);
  });
});

describe('under a strict policy with Trusted Types, each question', () => {
  const everything = [nps, csat, { ...csat, id: 'names', hasFaces: false }, ces, rating, choice, text];

  it.each([
    ['in English, light', 'hello', 'light' as const],
    ['in Arabic, dark', arabicPage, 'dark' as const],
  ])('is one that axe finds nothing wrong with, %s', async (_, content, colorScheme) => {
    const complaints: string[] = [];
    const { pages, page } = await visit({
      ...strict,
      pages: { '/': content === 'hello' ? '<main><h1>Shop</h1></main>' : content },
      context: { colorScheme, reducedMotion: 'reduce' },
      config: { surveys: [looking({}, everything)] },
    });
    page.on('console', (message) => complaints.push(message.text()));
    await shown(pages);
    const found: string[] = [];
    const look = async () =>
      found.push(
        ...(await violations(page)).filter((violation) => /data-tt-ignore|section|button|role|svg|<p/.test(violation)),
      );
    for (const { kind } of everything) {
      await look();
      if (kind === 'text') await page.getByRole('textbox').fill('x');
      else await page.getByRole('radio').last().click();
      await look();
      await goOn(page).click();
    }
    await page.locator('[data-tt-ignore] [role=status]').waitFor();
    await look();
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
  });

  it.each([
    ['from left to right', 'hello', 'ArrowRight'],
    ['from right to left', arabicPage, 'ArrowLeft'],
  ])('is answered by the keyboard alone, read %s', async (_, content, forward) => {
    const asked = [nps, csat, ces, rating, choice, text];
    const first = '<button id="first">1</button>';
    const { pages, page } = await visit({
      ...strict,
      pages: { '/': content === 'hello' ? first : content.replace('مرحبا', first) },
      config: { surveys: [looking({}, asked)] },
    });
    await shown(pages);
    await page.focus('#first');
    for (const [at, { kind }] of asked.entries()) {
      // Past the button that closes it.
      for (const key of ['Tab', 'Tab']) await page.keyboard.press(key);
      if (kind === 'text') await page.keyboard.type('Later');
      else await page.keyboard.press(kind === 'choice' ? 'Space' : forward);
      for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
      await eventually(() => expect(answers(pages)).toHaveLength(at + 1));
    }
    expect(answers(pages).map(({ score, choice: chosen, text: said }) => score ?? chosen ?? said)).toEqual([
      1,
      2,
      2,
      2,
      'price',
      'Later',
    ]);
    await eventually(() => expect(pages.events('survey_completed')).toHaveLength(1));
  });
});
