import { describe, expect, it } from 'vitest';
import { batchSchema, catalog, eventSchema, jsonSchema, wireSchema } from './index.ts';

const event = (kind: string, properties: object) => ({
  id: '00000000000000a1',
  kind,
  at: 1_700_000_000_000,
  seq: 0,
  properties,
});

describe('the wire', () => {
  it('accepts a click with its declared properties', () => {
    const properties = {
      anchor: 'button#buy',
      xRatio: 0.5,
      yRatio: 0.5,
      pageXPx: 10,
      pageYPx: 20,
      viewportWidthPx: 390,
      input: 'pointer',
    };
    expect(eventSchema.safeParse(event('click', properties)).error).toBeUndefined();
  });

  it('names the property it does not know', () => {
    const { error } = eventSchema.safeParse(event('page_view', { colour: 'red' }));
    expect(error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['colour'], path: ['properties'] });
  });

  it('refuses a kind that does not exist', () => {
    expect(eventSchema.safeParse(event('page_vew', {})).success).toBe(false);
  });

  it('refuses an amount that is a binary fraction instead of decimal text', () => {
    const purchase = (amount: unknown) => event('purchase', { orderId: 'o1', value: { amount, currency: 'EUR' } });
    expect(eventSchema.safeParse(purchase(19.9)).success).toBe(false);
    expect(eventSchema.safeParse(purchase('19.90')).success).toBe(true);
  });

  it('takes open property names in Arabic and refuses ones with dots', () => {
    const custom = (key: string) => event('custom', { name: 'plan_chosen', props: { [key]: 'pro' } });
    expect(eventSchema.safeParse(custom('الخطة')).success).toBe(true);
    expect(eventSchema.safeParse(custom('a.b')).success).toBe(false);
  });

  it('judges the batch apart from its events, so that one bad event is refused alone', () => {
    const batch = {
      v: 1,
      site: 'k',
      sentAt: 1_700_000_000_000,
      envelopes: [{ pageId: '00000000000000a1', url: '/', events: [{ nonsense: 1 }] }],
    };
    expect(batchSchema.safeParse(batch).success).toBe(true);
    expect(wireSchema.safeParse(batch).success).toBe(false);
  });

  it('takes what the recorders of links, searches and missing pages say, and no more', () => {
    const isTaken = (kind: string, properties: object) => eventSchema.safeParse(event(kind, properties)).success;
    const leaves = { host: 'partner.example', url: 'https://partner.example/offer' };
    expect(isTaken('outbound_click', leaves)).toBe(true);
    expect(isTaken('outbound_click', { ...leaves, text: 'Offer' })).toBe(false);
    expect(isTaken('file_download', { file: '/list.pdf', extension: 'pdf' })).toBe(true);
    expect(isTaken('file_download', { file: '/export' })).toBe(true);
    expect(isTaken('site_search', { term: 'حذاء' })).toBe(true);
    expect(isTaken('site_search', { term: '' })).toBe(false);
    expect(isTaken('page_not_found', {})).toBe(true);
  });

  it('takes what was put into the cart, refunds by their order, and inspections that go on', () => {
    const isTaken = (kind: string, properties: object) => eventSchema.safeParse(event(kind, properties)).success;
    const value = { amount: '19.90', currency: 'EUR' };
    expect(isTaken('cart_add', { product: 'Wind meter', value, items: 2 })).toBe(true);
    expect(isTaken('cart_add', { value })).toBe(false);
    expect(isTaken('refund', { orderId: 'o-1', value })).toBe(true);
    expect(isTaken('refund', { value })).toBe(false);
    const dwell = { feature: 'prices', visibleMs: 1000, hoveredMs: 0, focusedMs: 0, uses: 0 };
    expect(isTaken('feature_inspection', { ...dwell, isContinued: true })).toBe(true);
  });

  it('is published as JSON Schema', () => {
    expect(JSON.stringify(jsonSchema().batch)).toContain('"const":"checkout_field"');
  });
});

describe('the catalog', () => {
  it('offers every kind once, each property with title, role and unit', () => {
    expect(new Set(catalog.map(({ kind }) => kind)).size).toBe(24);
    for (const { properties } of catalog)
      for (const property of properties)
        expect(property).toMatchObject({
          title: expect.stringMatching(/./),
          role: expect.stringMatching(/^(dimension|measure)$/),
          unit: expect.any(String),
        });
  });

  it('knows the only values of an enumeration', () => {
    const metric = catalog.find(({ kind }) => kind === 'web_vital')?.properties.find(({ name }) => name === 'metric');
    expect(metric).toEqual({
      name: 'metric',
      title: 'Metric',
      role: 'dimension',
      unit: 'none',
      type: 'text',
      isRequired: true,
      values: ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'],
    });
  });

  it('tells that an order counts once, and so does its refund', () => {
    expect(catalog.filter(({ countsOnceBy }) => countsOnceBy)).toMatchObject([
      { kind: 'purchase', countsOnceBy: 'orderId' },
      { kind: 'refund', countsOnceBy: 'orderId' },
    ]);
  });

  it('marks what a site names itself as open', () => {
    const props = catalog.find(({ kind }) => kind === 'custom')?.properties.find(({ name }) => name === 'props');
    expect(props).toMatchObject({ type: 'map', isOpen: true });
  });
});
