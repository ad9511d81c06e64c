import type { SurveyDraft } from '@telltale/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPages } from '../../fixtures/pages.ts';
import { type FullBrowser, fullChromium, openFullBrowser } from './full-chromium.ts';
import { questions, shown, surveyOf } from './survey-pages.ts';
import { eventually, letTimePass, mark, type TagWindow, useBrowser, type VisitOptions, visit } from './visit.ts';

useBrowser();

type Triggers = SurveyDraft['rules']['triggers'];

/** A visit to a page where a survey waits for its moment. */
const waitFor = (triggers: Triggers, options: VisitOptions = {}, rules: Partial<SurveyDraft['rules']> = {}) =>
  visit({
    pages: { '/': 'hello', '/cart': 'cart' },
    ...options,
    config: { surveys: [surveyOf([questions.nps], { rules: { triggers, ...rules } })], ...options.config },
  });

type Visited = Awaited<ReturnType<typeof waitFor>>;

const isShown = async ({ pages, page }: Pick<Visited, 'pages' | 'page'>, name = 'marker') => {
  await mark(pages, page, name);
  return pages.events('survey_shown').length > 0;
};

const broughtBy = ({ pages }: Visited) => pages.events('survey_shown').map(({ properties }) => properties.trigger);

/** Moves a stopped clock until something has happened. */
const until = async (page: Page, hasHappened: () => boolean) => {
  for (let step = 0; step < 20 && !hasHappened(); step++) await letTimePass(page, 1000);
  expect(hasHappened()).toBe(true);
};

const tall = '<div style="block-size:4000px">tall</div>';

const track = (page: Page, name: string, props: Record<string, string | number>) =>
  page.evaluate(([event, given]) => (window as unknown as TagWindow).telltale.track(event, given), [
    name,
    props,
  ] as const);

describe('a survey is due', () => {
  it('after so long on a page, counted anew on the next; its widget is loaded only then', async () => {
    const visited = await waitFor([{ on: 'time', seconds: 8 }], { isClockStopped: true });
    const { pages, page } = visited;
    const widgets = () => pages.requests.filter(({ path }) => path === '/t-survey.js').length;
    await letTimePass(page, 6000);
    await page.evaluate(() => history.pushState({}, '', '/cart'));
    await letTimePass(page, 6000);
    expect(widgets()).toBe(0);
    await until(page, () => pages.events('survey_shown').length > 0);
    expect(widgets()).toBe(1);
    expect(broughtBy(visited)).toEqual(['time']);
  });

  it('when so much of the page was seen, also where all of it fits into the window', async () => {
    const visited = await waitFor([{ on: 'scroll', ratio: 0.7 }], { pages: { '/': tall, '/short': 'short' } });
    const { page, pages } = visited;
    await page.evaluate(() => scrollTo(0, 1500));
    expect(await isShown(visited)).toBe(false);
    await page.evaluate(() => scrollTo(0, 3000));
    await shown(pages);
    const again = await waitFor([{ on: 'scroll', ratio: 0.7 }], { pages: { '/': 'short' } });
    await shown(again.pages);
  });

  it('when the pointer leaves for the tab bar, not when it leaves at the side', async () => {
    const visited = await waitFor([{ on: 'exit' }]);
    const { page } = visited;
    await page.mouse.move(100, 100);
    await page.mouse.move(-10, 100);
    await page.mouse.move(100, 100);
    expect(await isShown(visited)).toBe(false);
    await page.mouse.move(100, -10);
    await shown(visited.pages);
  });

  it('on a touch screen when the page is flicked up, not when it is scrolled slowly; or when nothing is done', async () => {
    const context = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } };
    const visited = await waitFor([{ on: 'exit', idleSeconds: 600 }], { pages: { '/': tall }, context });
    const { page } = visited;
    const scrollBy = (px: number, steps: number) =>
      page.evaluate(
        async ([by, times]) => {
          for (let step = 0; step < times; step++) {
            scrollBy(0, by);
            await new Promise((next) => requestAnimationFrame(next));
          }
        },
        [px, steps] as const,
      );
    await scrollBy(300, 8);
    await scrollBy(-10, 60);
    expect(await isShown(visited)).toBe(false);
    await scrollBy(300, 8);
    await scrollBy(-250, 6);
    await shown(visited.pages);

    const idle = await waitFor([{ on: 'exit', idleSeconds: 5 }], { context, isClockStopped: true });
    await until(idle.page, () => idle.pages.events('survey_shown').length > 0);
  });

  it('after an event that passes the filters, then so long', async () => {
    const filters = [
      { property: 'name', operator: 'is', values: ['plan_chosen'] },
      { property: 'props.plan', operator: 'is_not', values: ['free'] },
      { property: 'props.seats', operator: 'at_least', values: [5] },
    ] as const;
    const visited = await waitFor(
      [{ on: 'event', kind: 'custom', filters: filters.map((filter) => ({ ...filter, values: [...filter.values] })) }],
      {},
      { delaySeconds: 0.2 },
    );
    const { page, pages } = visited;
    await track(page, 'other', { plan: 'pro', seats: 9 });
    await track(page, 'plan_chosen', { plan: 'free', seats: 9 });
    await track(page, 'plan_chosen', { plan: 'pro', seats: 4 });
    expect(await isShown(visited)).toBe(false);
    await track(page, 'plan_chosen', { plan: 'pro', seats: 5 });
    await shown(pages);
  });

  it('after a purchase of a certain amount', async () => {
    const visited = await waitFor([
      { on: 'event', kind: 'purchase', filters: [{ property: 'value', operator: 'at_least', values: [50] }] },
    ]);
    const buy = (orderId: string, amount: string) =>
      visited.page.evaluate(
        ([id, paid]) =>
          (window as unknown as TagWindow).telltale.purchase({ orderId: id, value: { amount: paid, currency: 'EUR' } }),
        [orderId, amount] as const,
      );
    await buy('1', '49.99');
    expect(await isShown(visited)).toBe(false);
    await buy('2', '50.00');
    await shown(visited.pages);
  });

  it('after clicks in anger, and after a feature was used', async () => {
    const page = { '/': '<button id="dead">dead</button><p id="box">open</p>' };
    const rage = await waitFor([{ on: 'rage_click' }], { pages: page });
    for (let time = 0; time < 3; time++) await rage.page.click('#dead');
    await shown(rage.pages);
    expect(broughtBy(rage)).toEqual(['rage_click']);
    const used = await waitFor([{ on: 'feature', feature: 'box' }], {
      pages: page,
      config: { features: [{ feature: 'box', selector: '#box' }] },
    });
    await used.page.click('#dead');
    expect(await isShown(used)).toBe(false);
    await used.page.click('#box');
    await shown(used.pages);
    expect(used.pages.events('survey_shown')[0]?.properties.feature).toBe('box');
  });

  it('when a checkout is left: for another page, or by the pointer; not on the way from step to step, nor once it was bought', async () => {
    const pages = {
      '/': 'home',
      '/contact': '<form data-tt-checkout="contact"><input name="email"></form>',
      '/delivery': '<form data-tt-checkout="delivery"></form>',
    };
    const options = { pages, path: '/contact' };
    const triggers: Triggers = [{ on: 'checkout_left' }];
    const visited = await waitFor(triggers, options);
    const { page, pages: site } = visited;
    await eventually(() => expect(site.events('checkout_step')).toHaveLength(1));
    await page.goto(`${site.url}/delivery`);
    await eventually(() => expect(site.events('checkout_step')).toHaveLength(2));
    expect(await isShown(visited)).toBe(false);
    await page.goto(`${site.url}/`);
    await shown(site);
    expect(site.events('survey_shown')[0]?.properties).toMatchObject({
      trigger: 'checkout_left',
      checkoutId: site.events('checkout_step')[0]?.properties.checkoutId,
    });

    const leaving = await waitFor(triggers, options);
    await eventually(() => expect(leaving.pages.events('checkout_step')).toHaveLength(1));
    await leaving.page.mouse.move(100, 100);
    await leaving.page.mouse.move(100, -10);
    await shown(leaving.pages);

    const bought = await waitFor(triggers, { ...options, isClockStopped: true });
    await until(bought.page, () => bought.pages.events('checkout_step').length > 0);
    await bought.page.evaluate(() =>
      (window as unknown as TagWindow).telltale.purchase({ orderId: '1', value: { amount: '1', currency: 'EUR' } }),
    );
    await bought.page.goto(`${bought.pages.url}/`);
    await letTimePass(bought.page, 6000);
    expect(bought.pages.events('checkout_step')).toHaveLength(1);
    expect(bought.pages.events('survey_shown')).toEqual([]);
  });

  it('on the return to a checkout that was left long ago, not on the next page', async () => {
    const visited = await waitFor([{ on: 'checkout_return', cutoffMinutes: 30 }], {
      pages: { '/': 'home', '/contact': '<form data-tt-checkout="contact"></form>' },
      path: '/contact',
      isClockStopped: true,
    });
    const { page, pages } = visited;
    await until(page, () => pages.events('checkout_step').length > 0);
    await page.goto(`${pages.url}/`);
    await letTimePass(page, 4000);
    expect(pages.events('survey_shown')).toEqual([]);
    await page.clock.fastForward('31:00');
    await page.goto(`${pages.url}/`);
    await until(page, () => pages.events('survey_shown').length > 0);
  });

  it('when the site says so, whatever its rules; and it says what holds one back', async () => {
    const { page, pages } = await waitFor([{ on: 'call' }], {}, { pages: ['/elsewhere'] });
    const explain = () =>
      page.evaluate(async () =>
        (await (window as unknown as TagWindow).telltale.survey.explain('ask'))?.map(({ rule }) => rule),
      );
    expect(await explain()).toEqual(['pages']);
    // Who asks without awaiting the tag reads it in the console.
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.evaluate(() =>
      (window as unknown as { telltale(...call: string[]): void }).telltale('survey.explain', 'ask'),
    );
    await eventually(() =>
      expect(said).toEqual(['Telltale, survey "ask": The page is none of its pages: ^(?:/elsewhere)$ (pages)']),
    );
    await page.evaluate(() =>
      (window as unknown as { telltale(...call: string[]): void }).telltale('survey.show', 'ask'),
    );
    await shown(pages);
    expect(await explain()).toEqual(['busy', 'snooze', 'times', 'cap', 'pages']);
    expect(pages.events('survey_shown')[0]?.properties.trigger).toBe('call');
  });
});

if (!fullChromium) console.info('Skipped: surveys in background tabs need a full Chromium on PATH.');

describe.skipIf(!fullChromium)('a survey that is due in a background tab', () => {
  let browser: FullBrowser;
  beforeAll(async () => {
    browser = await openFullBrowser(fullChromium ?? '');
  });
  afterAll(() => browser.close());

  it('waits until somebody looks, is not loaded before, and is shown once, however often it was due', async () => {
    const filters = [{ property: 'name', operator: 'is' as const, values: ['done'] }];
    const survey = surveyOf([questions.nps], { rules: { triggers: [{ on: 'event', kind: 'custom', filters }] } });
    const pages = await openPages({ pages: { '/': 'hello' }, config: { surveys: [survey] } });
    const front = await browser.openTab();
    await front.show();
    const tab = await browser.openTab({ isInBackground: true });
    await tab.open(`${pages.url}/`);
    expect(await tab.evaluate('document.visibilityState')).toBe('hidden');
    const told = async (name: string) => {
      await tab.evaluate(`telltale.track('${name}')`);
      await eventually(() => expect(pages.events('custom').map(({ properties }) => properties.name)).toContain(name));
    };
    await told('done');
    await told('done');
    await told('nothing more');
    expect(await tab.evaluate("telltale.survey.explain('ask').then((found) => found.map(({ rule }) => rule))")).toEqual(
      ['hidden'],
    );
    expect(pages.requests.map(({ path }) => path)).not.toContain('/t-survey.js');
    await tab.show();
    await shown(pages);
    await told('seen');
    expect(pages.events('survey_shown')).toHaveLength(1);
    for (const opened of [tab, front]) await opened.close();
    await pages.close();
  });
});
