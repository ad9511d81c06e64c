import type { SurveyDraft } from '@telltale/protocol';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { arabicPage, card, goOn, questions, shown, surveyOf } from './survey-pages.ts';
import { eventually, mark, type TagWindow, useBrowser, type VisitOptions, visit } from './visit.ts';

useBrowser();

const atOnce: SurveyDraft['rules']['triggers'] = [{ on: 'time', seconds: 0 }];

/** Never held back by what was seen before. */
const always = { repeat: { rule: 'until_answered', times: 20 }, snoozeDays: 0 } as const;

const survey = (rules: Partial<SurveyDraft['rules']>, changed: Partial<SurveyDraft> = {}) =>
  surveyOf([questions.nps], { ...always, rules: { triggers: atOnce, ...rules }, ...changed });

const open = (one: ReturnType<typeof survey>, options: VisitOptions = {}) =>
  visit({ pages: { '/': 'hello' }, ...options, config: { surveyCapDays: 0, surveys: [one], ...options.config } });

/** The rules that hold the survey back, as the page says. */
const heldBy = (page: Page, id = 'ask') =>
  page.evaluate(
    async (name) => (await (window as unknown as TagWindow).telltale.survey.explain(name))?.map(({ rule }) => rule),
    id,
  );

let visits = 0;

/** The surveys shown so far, on a page that has nothing more to say. */
const shownBy = async (pages: Pages, page: Page) => {
  await mark(pages, page, `marker ${++visits}`);
  return pages.events('survey_shown').map(({ properties }) => properties.surveyId);
};

describe('a survey appears only', () => {
  it('on its pages, in whatever alphabet their paths are, and on none of those excepted', async () => {
    const one = survey({ pages: ['/shop/*', '/عروض/*'], exceptPages: ['*/cart'] });
    const paths = ['/shop/', '/shop/cart', '/عروض/صيف', '/'];
    const { pages, page } = await open(one, {
      pages: Object.fromEntries(paths.map((path) => [path, 'hello'])),
      path: '/',
    });
    expect(await shownBy(pages, page)).toEqual([]);
    expect(await heldBy(page)).toEqual(['pages']);
    await page.goto(`${pages.url}/shop/cart`);
    expect(await heldBy(page)).toEqual(['exceptPages']);
    await page.goto(`${pages.url}/shop/`);
    await shown(pages, 1);
    await page.goto(`${pages.url}/عروض/صيف`);
    await shown(pages, 2);
  });

  it('in its languages, regions of them included', async () => {
    const german = await open(survey({ languages: ['de'] }));
    expect(await heldBy(german.page)).toEqual(['languages']);
    const page = arabicPage.replace('lang="ar"', 'lang="ar-MA"');
    const arabic = await open(survey({ languages: ['de', 'ar'] }), { pages: { '/': page } });
    await shown(arabic.pages);
    expect(arabic.pages.events('survey_shown')[0]?.properties.surveyLanguage).toBe('ar');
  });

  it.each<[SurveyDraft['rules']['devices'] & object, BrowserContextOptions, string[] | undefined]>([
    [['mobile', 'tablet'], {}, ['devices']],
    [['mobile'], { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } }, undefined],
    [['mobile'], { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }, ['devices']],
  ])('on its devices: %j', async (devices, context, held) => {
    const { pages, page } = await open(survey({ devices }), { context });
    if (held) expect(await heldBy(page)).toEqual(held);
    else await shown(pages);
  });

  it('before those who are new, or who come back', async () => {
    const isNew = await open(survey({ visitors: 'new' }));
    await shown(isNew.pages);
    const returning = await open(survey({ visitors: 'returning' }));
    expect(await shownBy(returning.pages, returning.page)).toEqual([]);
    expect(await heldBy(returning.page)).toEqual(['visitors']);
    // As it is after half an hour: another session.
    await returning.page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.endsWith('.s')) localStorage.removeItem(key);
    });
    await returning.page.reload();
    await shown(returning.pages);
  });

  it('before its share of the visitors, always the same ones', async () => {
    const half = survey({ shareRatio: 0.5 });
    const outcomes = new Set<number>();
    for (let visitor = 0; visitor < 16 && outcomes.size < 2; visitor++) {
      const { pages, page } = await open(half);
      const isIn = (await heldBy(page))?.includes('shareRatio') ? 0 : 1;
      outcomes.add(isIn);
      await page.reload();
      await shownBy(pages, page);
      expect((await heldBy(page))?.includes('shareRatio') ? 0 : 1).toBe(isIn);
    }
    expect([...outcomes].sort()).toEqual([0, 1]);
    expect(await heldBy((await open(survey({ shareRatio: 0 }))).page)).toEqual(['shareRatio']);
  });

  it('between its dates', async () => {
    const now = Date.now();
    const later = await open(survey({}, { startsAt: now + 3_600_000 }));
    expect(await heldBy(later.page)).toEqual(['dates']);
    const over = await open(survey({}, { endsAt: now - 3_600_000 }));
    expect(await heldBy(over.page)).toEqual(['dates']);
    const running = await open(survey({}, { startsAt: now - 3_600_000, endsAt: now + 3_600_000 }));
    await shown(running.pages);
  });

  it('before those of its segment, as the collector says, which is asked only when nothing else holds it back', async () => {
    const members = survey({ segment: 'buyers', exceptPages: ['/no'] });
    const asked: string[] = [];
    const answerWith = async ({ context }: Awaited<ReturnType<typeof open>>, status: number, surveys: string[]) =>
      context.route('**/e/surveys?*', (route) => {
        asked.push(new URL(route.request().url()).search);
        return route.fulfill({
          status,
          headers: { 'access-control-allow-origin': '*' },
          json: { surveys, evaluatedAt: Date.now() },
        });
      });
    const visited = await open(members, { pages: { '/': 'hello', '/no': 'no' }, path: '/no' });
    const { pages, page } = visited;
    await answerWith(visited, 200, ['another']);
    expect(await shownBy(pages, page)).toEqual([]);
    expect(asked).toEqual([]);
    await page.goto(`${pages.url}/`);
    await eventually(() => expect(asked).toHaveLength(1));
    expect(await heldBy(page)).toEqual(['segment']);
    const visitorId = pages.events()[0]?.envelope.visitorId;
    expect(asked).toEqual([`?site=site-key&visitor=${visitorId}`]);
    await visited.context.unroute('**/e/surveys?*');
    await answerWith(visited, 503, ['ask']);
    await page.reload();
    await eventually(() => expect(asked).toHaveLength(2));
    expect(await shownBy(pages, page)).toEqual([]);
    await visited.context.unroute('**/e/surveys?*');
    await answerWith(visited, 200, ['ask']);
    await page.reload();
    await shown(pages);
  });

  it('to somebody who looks: who looked away while the collector was asked sees it on their return', async () => {
    const visited = await open(survey({ segment: 'buyers', pages: ['/asked'] }), {
      pages: { '/': 'hello', '/asked': 'hello' },
    });
    const { pages, page } = visited;
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let isAsked = false;
    await visited.context.route('**/e/surveys?*', async (route) => {
      isAsked = true;
      await mayAnswer;
      const headers = { 'access-control-allow-origin': '*' };
      await route.fulfill({ headers, json: { surveys: ['ask'], evaluatedAt: Date.now() } });
    });
    const look = (isHidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }, isHidden);
    await page.goto(`${pages.url}/asked`);
    await eventually(() => expect(isAsked).toBe(true));
    await look(true);
    const answered = page.waitForResponse('**/e/surveys?*');
    answer();
    await answered;
    expect(await shownBy(pages, page)).toEqual([]);
    await look(false);
    await shown(pages);
  });
});

describe('surveys', () => {
  it('appear one at a time, the one with the highest priority first, and none within the days that the site says', async () => {
    const low = survey({}, { id: 'low', priority: 10 });
    const high = survey({}, { id: 'high', priority: 90 });
    const { pages, page, openTab } = await open(low, { config: { surveys: [low, high], surveyCapDays: 7 } });
    await shown(pages);
    expect(await shownBy(pages, page)).toEqual(['high']);
    expect(await card(page).count()).toBe(1);
    await page.close();
    const tab = await openTab('/');
    expect(await shownBy(pages, tab)).toEqual(['high']);
    expect(await heldBy(tab, 'low')).toEqual(['cap']);
  });

  it.each([
    ['where browsers lock', undefined],
    ['where they cannot', () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })],
  ])('are never shown by two tabs at once, %s', async (_, before) => {
    const { pages, page, openTab } = await open(survey({}), before ? { before } : {});
    await shown(pages);
    const tab = await openTab('/');
    expect(await shownBy(pages, tab)).toEqual(['ask']);
    expect(await card(tab).count()).toBe(0);
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await eventually(() => expect(pages.events('survey_dismissed')).toHaveLength(1));
    await tab.reload();
    await shown(pages, 2);
  });

  it('of two tabs that open at once show one', async () => {
    const { pages, openTab, context } = await open(survey({ pages: ['/two'] }), {
      pages: { '/': 'one', '/two': 'two' },
      before: () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
    });
    const tabs = await Promise.all([openTab('/two'), openTab('/two'), openTab('/two')]);
    await shown(pages);
    for (const tab of tabs) await shownBy(pages, tab);
    expect(pages.events('survey_shown')).toHaveLength(1);
    expect(context.pages()).toHaveLength(4);
  });

  it('come again as their rule says: never, until answered, or so long after an answer', async () => {
    const answerOn = async (page: Page) => {
      await page.getByRole('radio').last().click();
      await goOn(page).click();
      await page.getByText('Thank you!').waitFor();
    };
    // Where the browser has no storage a cookie remembers it.
    const before = () => Object.defineProperty(window, 'localStorage', { value: null });
    for (const options of [{}, { before }]) {
      const once = await open(survey({}, { repeat: { rule: 'once' }, snoozeDays: 0 }), options);
      await shown(once.pages);
      await once.page.reload();
      expect(await heldBy(once.page)).toEqual(['times']);
    }

    const { pages, page } = await open(survey({}, { repeat: { rule: 'every', days: 30 }, snoozeDays: 10 }));
    await shown(pages);
    await page.reload();
    expect(await heldBy(page)).toEqual(['snooze']);
    /** As it is after so many days. */
    const age = async (days: number) => {
      await page.evaluate((ms) => {
        for (const key of Object.keys(localStorage))
          if (key.endsWith('.h')) {
            const history = JSON.parse(decodeURIComponent(localStorage[key]));
            for (const seen of Object.values<number[]>(history)) seen[1] = (seen[1] ?? 0) - ms;
            localStorage[key] = JSON.stringify(history);
          }
      }, days * 86_400_000);
      await page.reload();
    };
    await age(11);
    await shown(pages, 2);
    await answerOn(page);
    await age(11);
    expect(await heldBy(page)).toEqual(['answered']);
    await age(20);
    await shown(pages, 3);
  });

  it('need consent: before it and without it nothing is shown, loaded or kept, and when it is withdrawn an open one goes', async () => {
    const { pages, page } = await open(survey({}), { config: { surveys: [survey({})], isCookieless: true } });
    expect(await shownBy(pages, page)).toEqual([]);
    expect(await heldBy(page)).toEqual(['consent']);
    expect(pages.requests.map(({ path }) => path)).not.toContain('/t-survey.js');
    const consent = (choice: 'granted' | 'denied') =>
      page.evaluate((given) => (window as unknown as TagWindow).telltale.consent(given), choice);
    await consent('granted');
    await page.reload();
    await shown(pages);
    await consent('denied');
    await eventually(async () => expect(await card(page).count()).toBe(0));
    expect(pages.events('survey_dismissed')).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => !key.endsWith('.c')))).toEqual([]);
  });

  it('explain what is asked of them in sentences; a site without surveys has nothing to explain, and loads nothing', async () => {
    const { page } = await open(survey({}, { rules: { triggers: [{ on: 'scroll', ratio: 0.5 }, { on: 'exit' }] } }), {
      pages: { '/': '<div style="block-size:4000px">tall</div>' },
    });
    const explain = (id: string) =>
      page.evaluate((name) => (window as unknown as TagWindow).telltale.survey.explain(name), id);
    expect(await explain('ask')).toEqual([
      {
        rule: 'trigger',
        reason:
          'Nothing holds it back. It waits for: 50 % of a page seen; or the visitor about to leave, or, on touch screens, idle for 30 s.',
      },
    ]);
    expect(await explain('no')).toEqual([{ rule: 'unknown', reason: 'This site has no survey "no" that is live.' }]);
    const without = await visit({ pages: { '/': 'hello' } });
    await mark(without.pages, without.page);
    expect(
      await without.page.evaluate(() => (window as unknown as TagWindow).telltale.survey.explain('ask')),
    ).toBeUndefined();
    expect(without.pages.requests.map(({ path }) => path).filter((path) => path.startsWith('/t-'))).toEqual([]);
  });
});
