import type { ExperimentConfig } from '@telltale/protocol';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { buy, everybody, exposures, order, page, textOf } from './experiment-pages.ts';
import { eventually, leave, mark, settle, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

describe('an exposure', () => {
  const below = `<div style="height:3000px"></div>${order}`;

  it.for(['control', 'other'])('of %s is told when the place is seen, not when it was assigned', async (shown) => {
    const variants = everybody([buy, { kind: 'hide', selector: '#about' }]).variants.map((variant) => ({
      ...variant,
      weight: Number(variant.id === shown),
    }));
    const seen = await visit({ pages: { '/': page(below) }, config: { experiments: [{ id: 'cta', variants }] } });
    await settle(seen.page);
    await mark(seen.pages, seen.page);
    expect(exposures(seen)).toEqual([]);
    await seen.page.locator('#order').scrollIntoViewIfNeeded();
    await eventually(() => expect(exposures(seen)).toEqual([{ experiment: 'cta', variant: shown }]));
  });

  it('stays with the visitor through log-in and changed weights, and is told of the new variant when the old one is gone', async () => {
    const config = { experiments: [everybody([buy])] };
    const seen = await visit({ pages: { '/': page(order) }, config });
    await eventually(() => expect(exposures(seen)).toHaveLength(1));
    await seen.page.evaluate(() => (window as unknown as TagWindow).telltale.identify('customer-1'));
    config.experiments = [
      everybody([buy], {
        trafficShare: 0,
        variants: [
          { id: 'control', weight: 1 },
          { id: 'other', weight: 0, changes: [buy] },
        ],
      }),
    ];
    await leave(seen.page);
    const later = await seen.openTab();
    expect(await textOf(later)).toBe('Buy now');
    await mark(seen.pages, later);
    expect(exposures(seen)).toHaveLength(1);
    config.experiments = [
      everybody([], {
        variants: [
          { id: 'control', weight: 1 },
          { id: 'third', weight: 0, changes: [buy] },
        ],
      }),
    ];
    const last = await seen.openTab();
    expect(await textOf(last)).toBe('Order');
    await eventually(() => expect(exposures(seen).at(-1)).toEqual({ experiment: 'cta', variant: 'control' }));
  });

  it('is only for those whom the experiment is for', async () => {
    const only = (audience: ExperimentConfig['audience']) => ({
      id: `for-${JSON.stringify(audience).replace(/\W/g, '')}`,
      audience,
    });
    const audiences: ExperimentConfig['audience'][] = [
      { languages: ['ar'] },
      { devices: ['mobile'] },
      { visitors: 'returning' },
      { parameters: [{ name: 'from', value: 'mail' }] },
      { languages: ['en-GB', 'en'], devices: ['desktop'], visitors: 'new', parameters: [{ name: 'from' }] },
    ];
    const experiments = audiences.map((audience) => everybody([], only(audience)));
    const { page: shop } = await visit({ pages: { '/': page(order) }, path: '/?from=letter', config: { experiments } });
    const taken = await shop.evaluate(
      (ids) => ids.filter((id) => (window as unknown as TagWindow).telltale.variant(id)),
      experiments.map(({ id }) => id),
    );
    expect(taken).toEqual([experiments[4]?.id]);
  });

  const buyers = everybody([buy], { id: 'for-buyers', audience: { hasSegment: true } });
  const asksOf = async (context: BrowserContext, answer: () => { status?: number; experiments: string[] }) => {
    const asked: string[] = [];
    await context.route('**/e/experiments?*', (route) => {
      asked.push(new URL(route.request().url()).search);
      const { status = 200, experiments } = answer();
      return route.fulfill({
        status,
        headers: { 'access-control-allow-origin': '*' },
        json: { experiments, evaluatedAt: Date.now() },
      });
    });
    return asked;
  };
  const said = (on: Page) => on.evaluate(() => JSON.parse(localStorage['tt.site-key.x'] ?? '{}').members?.slice(1));
  /** An hour goes by, as far as what the collector said is concerned. */
  const age = (on: Page, byMs: number) =>
    on.evaluate((ms) => {
      const kept = JSON.parse(localStorage['tt.site-key.x']);
      kept.members[0] -= ms;
      localStorage['tt.site-key.x'] = JSON.stringify(kept);
    }, byMs);
  const HOUR_MS = 3_600_000;

  it('of an experiment for a segment is of whoever the collector said is in it, from the next page on, and stays', async () => {
    const visited = await visit({
      pages: { '/': page(order), '/blank': '<!doctype html>' },
      path: '/blank',
      config: { experiments: [buyers] },
    });
    const { pages, page: shop, context } = visited;
    let answer: { status?: number; experiments: string[] } = { experiments: ['another'] };
    const asked = await asksOf(context, () => answer);
    const open = async () => {
      await shop.goto(`${pages.url}/`);
      await mark(pages, shop, `page ${Math.random()}`);
    };
    // Nobody knows yet; then it is said that they are in another one only.
    await open();
    expect(await textOf(shop)).toBe('Order');
    await expect.poll(() => said(shop)).toEqual(['another']);
    expect(asked).toEqual([`?site=site-key&visitor=${pages.events()[0]?.envelope.visitorId}`]);
    // What was said a moment ago still holds.
    answer = { experiments: ['for-buyers'] };
    await open();
    expect(asked).toHaveLength(1);
    expect(await textOf(shop)).toBe('Order');
    await age(shop, HOUR_MS);
    await open();
    await expect.poll(() => said(shop)).toEqual(['for-buyers']);
    // On the page that asked nothing changes under the visitor's eyes.
    expect(await textOf(shop)).toBe('Order');
    expect(exposures(visited)).toEqual([]);
    // What was said the day before may be so no more, and who refuses to answer says nothing.
    await age(shop, 25 * HOUR_MS);
    answer = { status: 503, experiments: ['for-buyers'] };
    await open();
    await expect.poll(() => asked.length).toBeGreaterThan(2);
    expect(await textOf(shop)).toBe('Order');
    await age(shop, -24 * HOUR_MS);
    answer = { status: 503, experiments: [] };
    await open();
    expect(await textOf(shop)).toBe('Buy now');
    await eventually(() => expect(exposures(visited)).toEqual([{ experiment: 'for-buyers', variant: 'other' }]));
    // Whoever takes part does so whatever is said later, and is not asked for.
    const before = asked.length;
    answer = { experiments: [] };
    await age(shop, 25 * HOUR_MS);
    await open();
    expect(await textOf(shop)).toBe('Buy now');
    expect(asked).toHaveLength(before);
  });

  it('of an experiment for a segment needs no other page where the path changes, nor is anything asked without consent', async () => {
    const config = { experiments: [buyers], isCookieless: true };
    const visited = await visit({ pages: { '/': page(order), '/blank': '<!doctype html>' }, path: '/blank', config });
    const { pages, page: shop, context } = visited;
    let answer: { status?: number; experiments: string[] } = { status: 503, experiments: [] };
    const asked = await asksOf(context, () => answer);
    await shop.goto(`${pages.url}/`);
    await mark(pages, shop);
    expect(asked).toEqual([]);
    const refused = shop.waitForResponse('**/e/experiments?*');
    await shop.evaluate(() => (window as unknown as TagWindow).telltale.consent('granted'));
    await (await refused).finished();
    // What could not be answered a moment ago is not asked again with each page view, but for whoever is somebody else since.
    answer = { experiments: ['for-buyers'] };
    await shop.evaluate(() => history.pushState(null, '', '/again'));
    await mark(pages, shop, 'again');
    expect(asked).toHaveLength(1);
    await shop.evaluate(() => (window as unknown as TagWindow).telltale.reset());
    await expect.poll(() => said(shop)).toEqual(['for-buyers']);
    expect(await textOf(shop)).toBe('Order');
    await shop.evaluate(() => {
      history.pushState(null, '', '/other');
      document.body.append('More');
    });
    await expect.poll(() => textOf(shop)).toBe('Buy now');
  });
});
