import type { Event } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now, openEnriching, pageView } from './testing/open-enriching.ts';

let enriching: Awaited<ReturnType<typeof openEnriching>>;
beforeAll(async () => {
  enriching = await openEnriching();
});
afterAll(() => enriching.end());
const rowOf: typeof enriching.rowOf = (...said) => enriching.rowOf(...said);

describe('a row', () => {
  it('tells who, where and when, with ids as decimal text', () => {
    expect(
      rowOf({ visitorId: 'ffffffffffffffff', sessionId: '0000000000000002', customerId: 'ada', viewport: [390, 844] }),
    ).toMatchObject({
      site_id: 'site',
      kind: 'page_view',
      object: '/',
      visitor_id: '18446744073709551615',
      session_id: '2',
      page_id: '16',
      event_id: '255',
      customer_id: 'ada',
      time: now - 5,
      seq: 3,
      received_at: now,
      viewport_width: 390,
      viewport_height: 844,
      is_bot: 0,
    });
  });

  it('takes its id from its page view and its place there when the sender gave none', () => {
    const { id: _, ...nameless } = pageView;
    expect(rowOf({}, {}, { events: [nameless] }).event_id).toBe('19');
    expect(rowOf({ pageId: 'ffffffffffffffff' }, {}, { events: [nameless] }).event_id).toBe('2');
  });

  it('never holds the address of the visitor', () => {
    expect(JSON.stringify(rowOf({}, { ip: '203.0.113.77' }))).not.toContain('203.0.113.77');
  });

  it('holds dimensions, measures and money as the kind declares them', () => {
    const purchase: Event = {
      ...pageView,
      kind: 'purchase',
      properties: { orderId: 'o-1', value: { amount: '19.90', currency: 'EUR' }, items: 2 },
    };
    expect(rowOf({}, {}, { events: [purchase] })).toMatchObject({
      object: '',
      dimensions: { orderId: 'o-1' },
      measures: { items: 2 },
      amount: '19.90',
      currency: 'EUR',
    });
  });

  it("flattens the site's own names: numbers are measures, the rest dimensions", () => {
    const custom: Event = {
      ...pageView,
      kind: 'custom',
      properties: { name: 'plan_chosen', props: { plan: 'pro', seats: 5, isYearly: true, الخطة: 'كبيرة' } },
    };
    expect(rowOf({}, {}, { events: [custom] })).toMatchObject({
      object: 'plan_chosen',
      dimensions: { name: 'plan_chosen', 'props.plan': 'pro', 'props.isYearly': 'true', 'props.الخطة': 'كبيرة' },
      measures: { 'props.seats': 5 },
      amount: '0',
      currency: '',
    });
  });
});

describe('the page', () => {
  it('is taken apart, and Arabic paths stay readable', () => {
    const url = 'https://shop.example/%D9%82%D9%85%D8%A7%D8%B4/?q=1#part';
    expect(rowOf({ url })).toMatchObject({ hostname: 'shop.example', path: '/قماش/', search: 'q=1', object: '/قماش/' });
  });

  it('loses e-mail addresses and secrets, wherever they stand', () => {
    const url =
      'https://shop.example/u/ada%40example.org/x?token=abc&reset_token=1&q=ada@example.org&id_token=eyJhbGciOi.eyJzdWIiOi.sig&page=2';
    expect(rowOf({ url })).toMatchObject({
      path: '/u/[email]/x',
      search: 'token=[removed]&reset_token=[removed]&q=[email]&id_token=[removed]&page=2',
    });
  });

  it('keeps what would deceive its reader encoded: line breaks and reversed text', () => {
    expect(rowOf({ url: 'https://shop.example/a%0Ab' }).path).toBe('/a%0Ab');
    expect(rowOf({ url: 'https://shop.example/%E2%80%AEgpj.exe' }).path).toBe('/%E2%80%AEgpj.exe');
    expect(rowOf({ url: 'https://shop.example/%FF' }).path).toBe('/%FF');
  });
});
