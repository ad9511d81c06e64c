import { describe, expect, it } from 'vitest';
import type { Arrival } from '../ingest/arrival.ts';
import { createArrivalSigns } from './arrival-signs.ts';
import { createCspReports, readCspReports } from './csp-reports.ts';
import { relayHeaderOf } from './relay-header.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR_MS = 3_600_000;

const arrivalOf = (change: Partial<Arrival> = {}): Arrival => ({
  site: { id: 'shop' } as Arrival['site'],
  receivedAt: NOW,
  ip: '203.0.113.9',
  userAgent: 'Chrome',
  acceptLanguage: '',
  ...change,
});
const batchOf = (visitorId: string | undefined, change: object = {}) => ({
  sentAt: NOW,
  envelopes: [{ ...(visitorId && { visitorId }), pageId: 'p', url: 'https://shop.example/cart?a=1', events: [{}] }],
  ...change,
});

describe("what tags' requests have in common", () => {
  it('counts visitors, addresses, private ones and clocks that are wrong', () => {
    const signs = createArrivalSigns();
    for (let visitor = 0; visitor < 5; visitor += 1)
      signs.note(batchOf(`v${visitor}`), arrivalOf({ ip: `203.0.113.${visitor}` }));
    signs.note(batchOf('v0', { sentAt: NOW - 2 * HOUR_MS }), arrivalOf({ ip: '10.0.0.1', relayedBy: 'x-real-ip' }));
    expect(signs.of('shop', NOW)).toEqual({
      requests: 6,
      visitors: 5,
      addresses: 6,
      privateRequests: 1,
      relayed: new Map([['x-real-ip', 1]]),
      skewedVisitors: 1,
      secondTags: new Map(),
    });
    expect(signs.of('other', NOW).requests).toBe(0);
  });

  it('tells visitors without an id by their browsers', () => {
    const signs = createArrivalSigns();
    for (const userAgent of ['Chrome', 'Chrome', 'Firefox']) signs.note(batchOf(undefined), arrivalOf({ userAgent }));
    expect(signs.of('shop', NOW).visitors).toBe(2);
  });

  it('takes from what was dropped that a page has two tags', () => {
    const signs = createArrivalSigns();
    signs.note(batchOf('v', { dropped: { twice: 2, overflow: 3 } }), arrivalOf());
    expect(signs.of('shop', NOW).secondTags).toEqual(new Map([['/cart', 2]]));
  });

  it('forgets what is older than an hour', () => {
    const signs = createArrivalSigns();
    signs.note(batchOf('v'), arrivalOf());
    expect(signs.of('shop', NOW + HOUR_MS / 2).requests).toBe(1);
    expect(signs.of('shop', NOW + HOUR_MS).requests).toBe(0);
  });

  it('remembers a bounded number of everything that strangers choose', () => {
    const signs = createArrivalSigns();
    for (let index = 0; index < 3_000; index += 1)
      signs.note(
        {
          ...batchOf(`v${index}`, { dropped: { twice: 1 } }),
          envelopes: [{ pageId: 'p', visitorId: `v${index}`, url: `/p${index}`, events: [] }],
        },
        arrivalOf({ ip: `203.0.${index % 250}.${index % 99}` }),
      );
    const { visitors, addresses, secondTags } = signs.of('shop', NOW);
    expect([visitors, addresses, secondTags.size]).toEqual([2_000, 50, 20]);
  });
});

describe('the header in which a proxy names the visitor', () => {
  it('is the one that is read, or the surest of those that proxies write', () => {
    expect(relayHeaderOf({}, '')).toBe('');
    expect(relayHeaderOf({ 'x-forwarded-for': '1.2.3.4', 'cf-connecting-ip': '1.2.3.4' }, '')).toBe('cf-connecting-ip');
    expect(relayHeaderOf({ 'x-forwarded-for': '1.2.3.4', 'x-own': '1.2.3.4' }, 'x-own')).toBe('x-own');
  });
});

describe('a report of a page’s policy', () => {
  it('is read in both forms in which browsers send it; anything else is none', () => {
    const byUri = {
      'csp-report': {
        'document-uri': 'https://shop.example/cart',
        'blocked-uri': 'https://stats.example/t.js',
        'violated-directive': 'script-src-elem',
      },
    };
    const byEndpoint = [
      { type: 'deprecation', body: {} },
      {
        type: 'csp-violation',
        body: { documentURL: 'https://shop.example/', blockedURL: 'inline', effectiveDirective: 'style-src' },
      },
    ];
    expect(readCspReports(byUri)).toEqual([
      { page: 'https://shop.example/cart', blocked: 'https://stats.example/t.js', directive: 'script-src-elem' },
    ]);
    expect(readCspReports(byEndpoint)).toEqual([
      { page: 'https://shop.example/', blocked: 'inline', directive: 'style-src' },
    ]);
    for (const none of [null, 7, 'text', [], {}, [null], { 'csp-report': 7 }]) expect(readCspReports(none)).toEqual([]);
  });

  it('names the directive and the page without its query, and no more than twenty of what strangers send', () => {
    const reports = createCspReports(() => NOW);
    reports.note(
      'shop',
      Array.from({ length: 50 }, (_, index) => ({
        page: `https://shop.example/p${index}?token=secret`,
        blocked: index === 0 ? 'inline' : 'https://stats.example/t.js',
        directive: 'connect-src https://elsewhere.example',
      })),
      (address) => address.endsWith('t.js'),
    );
    const told = reports.of('shop');
    expect(told).toMatchObject({ reports: 50, aboutTag: 49, directives: ['connect-src'] });
    expect(told.pages).toHaveLength(20);
    expect(told.pages[0]).toBe('/p1');
  });
});
