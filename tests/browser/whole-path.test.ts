import { openShop } from '@telltale/demo-site';
import type { FunnelResult, SegmentResult, SurveyResult, TrendResult } from '@telltale/query';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser, PLAIN_HOST } from '../fixtures/browser.ts';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';

const SITE = 'demo';
const today = { last: 2, unit: 'day' } as const;
const event = (kind: string, filters: object[] = []) => ({ kind, filters });
const is = (property: string, value: string) => ({ property, operator: 'is', values: [value] });

/** Everything the visitor does; returns what the answers must then say. */
const liveThrough = async (context: BrowserContext, origin: string) => {
  let pageViews = 0;
  const countViews = (page: Page) =>
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url().startsWith(origin)) pageViews += 1;
    });

  const first = await context.newPage();
  countViews(first);
  const shop = openShop(first, { origin, language: 'en' });
  await shop.open('');
  await shop.product('offshore-jacket');
  await shop.inspect('gallery', { isUsed: true });
  await shop.inspect('size-guide', { isUsed: true });
  await shop.addToCart();
  await shop.beginCheckout();
  await shop.fillStep('contact');
  await shop.sendStep('contact');
  // Leaves at step 2, in the middle of it.
  await shop.fillStep('delivery');
  await first.close();

  const second = await context.newPage();
  countViews(second);
  const again = openShop(second, { origin, language: 'en' });
  await again.open('checkout/delivery/');
  await again.fillStep('delivery');
  await again.sendStep('delivery');
  await again.fillStep('payment');
  await again.sendStep('payment');
  const orderId = await again.orderId();
  await again.answerSurvey(9);
  await second.close();
  return { pageViews, orderId };
};

const ARRIVED = { id: 'arrived', path: '/demo/en/privacy/' };

/** Makes the survey one for those who were seen on a page, as the collector says when it is due. */
const surveyOnlyThoseWhoArrived = async ({ owner }: TestCollector) => {
  const condition = { did: event('page_view', [is('path', ARRIVED.path)]) };
  await owner(`/sites/${SITE}/segments`, { method: 'POST', body: { id: ARRIVED.id, title: 'Arrived', condition } });
  const path = `/sites/${SITE}/surveys/after_purchase`;
  const { survey: kept } = (await (await owner(path)).json()) as {
    survey: { revision: number; survey: { id: string; version: number; rules: object } };
  };
  const { id: _, version: __, rules, ...survey } = kept.survey;
  const body = { survey: { ...survey, rules: { ...rules, segment: ARRIVED.id } }, revision: kept.revision };
  expect((await owner(path, { method: 'PATCH', body })).status).toBe(200);
};

const stores = [
  { name: 'the embedded store', open: async () => undefined },
  { name: 'a ClickHouse server by URL', open: startClickHouseServer },
] as const;

describe.each(stores)('the whole path, on $name', ({ open }) => {
  let server: ClickHouseServer | undefined;
  let collector: TestCollector;
  let browser: Browser;
  let lived: Awaited<ReturnType<typeof liveThrough>>;
  let msUntilDebug = Number.NaN;

  const trend = async (kind: string, filters: object[] = []) => {
    const definition = { range: today, series: [{ aggregation: 'count', events: [event(kind, filters)] }] };
    const { lines } = (await collector.ask(SITE, 'trend', definition)) as TrendResult;
    return lines[0]?.total;
  };

  const seenInDebug = async () => {
    const response = await collector.owner(`/sites/${SITE}/debug/events`);
    const { events } = (await response.json()) as { events: { kind: string }[] };
    return events.map(({ kind }) => kind);
  };

  beforeAll(async () => {
    server = await open();
    collector = await startTestCollector({ settings: { DEMO: 'true', ...(server && { CLICKHOUSE_URL: server.url }) } });
    await collector.whenReady;
    await surveyOnlyThoseWhoArrived(collector);
    browser = await openBrowser();
    const shopUrl = collector.url.replace(new URL(collector.url).hostname, PLAIN_HOST);
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });

    const page = await context.newPage();
    await page.goto(`${shopUrl}${ARRIVED.path}`);
    const arrivedAt = performance.now();
    await vi.waitFor(async () => expect(await seenInDebug()).toContain('page_view'), { timeout: 45_000, interval: 50 });
    msUntilDebug = performance.now() - arrivedAt;
    await page.close();
    // Who is in a segment is remembered for a minute: they must be in it when it is first asked.
    await vi.waitFor(async () => expect(await trend('page_view')).toBe(1), { timeout: 45_000, interval: 200 });

    lived = await liveThrough(context, shopUrl);
    await context.close();
    await vi.waitFor(async () => expect(await trend('survey_completed')).toBeGreaterThan(0), {
      timeout: 45_000,
      interval: 200,
    });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await collector?.remove();
    await server?.stop();
  });

  it('shows the first event in the live view soon after the page was seen', () => {
    console.info(`first event in the live view after ${Math.round(msUntilDebug)} ms`);
    expect(msUntilDebug).toBeGreaterThan(0);
  });

  it('counts every page that was seen, once', async () => {
    // One more: the privacy page, looked at before the journey.
    expect(await trend('page_view')).toBe(lived.pageViews + 1);
  });

  it('knows the one visitor, in a session', async () => {
    const series = (['visitors', 'sessions'] as const).map((aggregation) => ({ aggregation, events: [event('any')] }));
    const { lines } = (await collector.ask(SITE, 'trend', { range: today, series })) as TrendResult;
    expect(lines.map(({ total }) => total)).toEqual([1, 1]);
  });

  it('knows which two features were inspected and used', async () => {
    for (const feature of ['gallery', 'size-guide'])
      expect(
        await trend('feature_inspection', [
          is('feature', feature),
          { property: 'uses', operator: 'at_least', values: [1] },
        ]),
      ).toBe(1);
  });

  it('takes the visitor through the funnel from the page to the answer', async () => {
    const steps = [
      event('page_view', [is('path', '/demo/en/products/offshore-jacket/')]),
      event('feature_inspection', [is('feature', 'gallery')]),
      event('checkout_step', [is('step', 'contact')]),
      event('checkout_step', [is('step', 'delivery')]),
      event('purchase'),
      event('survey_answer'),
    ].map((step) => ({ events: [step] }));
    const { total } = (await collector.ask(SITE, 'funnel', { range: today, steps })) as FunnelResult;
    expect(total).toMatchObject({ entered: 1, converted: 1, dropped: 0, open: 0 });
    expect(total.steps.map(({ reached }) => reached)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('tells what was answered to the survey: one showing, seen to its end, by one promoter', async () => {
    const asked = { range: today, survey: 'after_purchase' };
    const { total } = (await collector.ask(SITE, 'survey', asked)) as SurveyResult;
    const once = { responses: 1, visitors: 1 };
    expect(total).toMatchObject({
      shown: once,
      answered: once,
      completed: once,
      dismissed: { responses: 0 },
      ignored: 0,
    });
    expect(total.questions).toMatchObject([
      {
        questionKind: 'nps',
        scores: [{ score: 9, answers: 1 }],
        score: { method: 'nps', answers: 1, value: 1, groups: { promoters: 1, passives: 0, detractors: 0 } },
      },
    ]);
    const bySegments = { ...asked, breakdown: { property: 'segments' } };
    const { groups } = (await collector.ask(SITE, 'survey', bySegments)) as SurveyResult;
    expect(groups?.find(({ value }) => value === ARRIVED.id)?.answered).toEqual(once);
  });

  it('sees that the visitor left at step 2: in strict order, another delivery step came before the payment', async () => {
    const steps = ['contact', 'delivery', 'payment'].map((step) => ({
      events: [event('checkout_step', [is('step', step)])],
    }));
    const { total } = (await collector.ask(SITE, 'funnel', { range: today, steps, order: 'strict' })) as FunnelResult;
    expect(total.steps.map(({ reached }) => reached)).toEqual([1, 1, 0]);
    expect(total.converted).toBe(0);
  });

  it('finds the visitor in a segment, and not in its opposite', async () => {
    const promoter = { did: event('survey_answer', [{ property: 'score', operator: 'at_least', values: [9] }]) };
    const buyer = { did: event('purchase', [is('orderId', lived.orderId)]), times: { operator: 'exactly', value: 1 } };
    const members = async (condition: object) =>
      ((await collector.ask(SITE, 'segment', { condition })) as SegmentResult).count;
    expect(await members({ all: [promoter, buyer] })).toBe(1);
    expect(await members({ none: [promoter] })).toBe(0);
  });

  it('has the order once, with its exact amount', async () => {
    const definition = {
      range: today,
      series: [{ aggregation: 'sum', property: 'value', events: [event('purchase')] }],
    };
    const { lines } = (await collector.ask(SITE, 'trend', definition)) as TrendResult;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ currency: 'EUR' });
    expect(Number(lines[0]?.exact?.total)).toBeGreaterThan(0);
    expect(await trend('purchase')).toBe(1);
  });
});
