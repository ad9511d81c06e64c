import { describe, expect, it } from 'vitest';
import { defaultSiteSettings } from '../sites/site.ts';
import type { Arrival } from './arrival.ts';
import { decode } from './decode.ts';
import { judgeBatch, judgeEvents, MAX_EVENT_AGE_MS } from './validate.ts';

const now = 1_760_000_000_000;
const arrival = (domains: string[] = []): Arrival => ({
  site: { ...defaultSiteSettings, domains, name: 'Shop', timeZone: 'UTC', id: 's', publicKeys: ['k'], createdAt: 0 },
  receivedAt: now,
  ip: '203.0.113.7',
  userAgent: '',
  acceptLanguage: '',
});
const event = (change: object = {}) => ({
  id: '00000000000000a1',
  kind: 'page_view',
  at: now,
  seq: 0,
  properties: {},
  ...change,
});
const batch = (events: unknown[], change: object = {}) => ({
  v: 1,
  site: 'k',
  sentAt: now,
  envelopes: [{ pageId: '00000000000000b1', url: 'https://shop.example/', events }],
  ...change,
});
const judge = (events: unknown[], change: object = {}, domains: string[] = []) =>
  judgeEvents(judgeBatch(batch(events, change)), arrival(domains));
const refusalOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('a body', () => {
  it.each([
    ['nothing', '', 'invalid_json'],
    ['no JSON', '{"v":1,', 'invalid_json'],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22]), 'invalid_encoding'],
  ])('that holds %s is refused', (_, body, code) => {
    expect(refusalOf(() => decode(Buffer.from(body)))).toMatchObject({ status: 400, code });
  });
});

describe('a batch', () => {
  it.each([
    ['of another version', { v: 2 }, { code: 'unsupported_version', path: 'v' }],
    ['without a site', { site: undefined }, { code: 'invalid_batch', path: 'site' }],
    ['with a name that does not exist', { colour: 'red' }, { code: 'invalid_batch' }],
    ['with a clock from the last century', { sentAt: 12 }, { code: 'invalid_batch', path: 'sentAt' }],
    [
      'whose site is of a length that is none',
      { site: { length: { toString: 1, valueOf: 1 } } },
      { code: 'invalid_batch' },
    ],
    ['with nothing in it', { envelopes: [] }, { code: 'invalid_batch', path: 'envelopes' }],
  ])('%s is refused whole', (_, change, expected) => {
    expect(refusalOf(() => judgeBatch(batch([event()], change)))).toMatchObject({ status: 400, ...expected });
  });

  it('of more events than the wire allows, counted over its envelopes, is refused whole', () => {
    const [envelope] = batch(Array.from({ length: 300 }, () => event())).envelopes;
    const refused = refusalOf(() => judgeBatch(batch([], { envelopes: [envelope, envelope] })));
    expect(refused).toMatchObject({ code: 'too_many_events', path: 'envelopes' });
  });
});

describe('an event', () => {
  it.each([
    ['of a kind that does not exist', { kind: 'page_vew' }, { code: 'unknown_kind', path: 'kind' }],
    [
      'with a property that its kind does not have',
      { properties: { colour: 1 } },
      { code: 'unknown_property', path: 'properties.colour' },
    ],
    [
      'with a value that is not allowed',
      { properties: { navigation: 'warp' } },
      { code: 'invalid_property', path: 'properties.navigation' },
    ],
    ['with an id that is none', { id: 'A1' }, { code: 'invalid_event', path: 'id' }],
    ['from more than 90 days ago', { at: now - MAX_EVENT_AGE_MS - 1 }, { code: 'too_old', path: 'at' }],
  ])('%s is refused alone, with the place', (_, change, expected) => {
    const { envelopes, rejected } = judge([event(), event(change), event()]);
    expect(rejected.map(({ rejection }) => rejection)).toMatchObject([{ index: 1, ...expected }]);
    expect(envelopes[0]?.events).toHaveLength(2);
  });

  it.each([
    ['an object that cannot become text', { toString: 1, valueOf: 1 }],
    ['lists inside lists without end', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ])('whose kind is %s is refused alone', (_, kind) => {
    const { envelopes, rejected } = judge([event({ kind }), event()]);
    expect(rejected).toMatchObject([{ rejection: { index: 0, code: 'unknown_kind' }, kind: '' }]);
    expect(envelopes[0]?.events).toHaveLength(1);
  });

  it('whose text is an object of a length that is none is refused alone', () => {
    const properties = { name: JSON.parse('{"length":{"toString":null,"valueOf":null}}') };
    const { envelopes, rejected } = judge([event({ kind: 'custom', properties }), event()]);
    expect(rejected).toMatchObject([{ rejection: { index: 0, code: 'invalid_event' }, kind: 'custom' }]);
    expect(envelopes[0]?.events).toHaveLength(1);
  });

  it('that is no object is refused alone', () => {
    const { envelopes, rejected } = judge(['nonsense', null, event()]);
    expect(rejected.map(({ rejection }) => rejection.index)).toEqual([0, 1]);
    expect(envelopes[0]?.events).toHaveLength(1);
  });

  it('is counted over all envelopes, so that a sender finds the one that was refused', () => {
    const [envelope] = batch([event(), event()]).envelopes;
    const [other] = batch([event({ kind: 'nothing' })]).envelopes;
    const { rejected } = judge([], { envelopes: [envelope, other] });
    expect(rejected.map(({ rejection }) => rejection.index)).toEqual([2]);
  });

  it('may be as old as 90 days', () => {
    expect(judge([event({ at: now - MAX_EVENT_AGE_MS })]).rejected).toEqual([]);
  });

  it('never makes a message long, whatever was sent', () => {
    const { rejected } = judge([event({ properties: { ['x'.repeat(100_000)]: 1 } })]);
    expect(JSON.stringify(rejected[0]?.rejection).length).toBeLessThan(1_000);
  });

  it("of a page on a host that is not the site's is refused; a subdomain is the site's", () => {
    const from = (url: string) =>
      judge([event()], { envelopes: [{ pageId: '00000000000000b1', url, events: [event()] }] }, ['shop.example'])
        .rejected;
    expect(from('https://evil.example/')).toMatchObject([{ rejection: { code: 'unknown_domain', path: 'url' } }]);
    expect(from('https://notshop.example/')).toMatchObject([{ rejection: { code: 'unknown_domain' } }]);
    expect([...from('https://shop.example/'), ...from('https://www.shop.example/')]).toEqual([]);
  });

  it.each([
    ['in capitals', 'Shop.Example', 'https://shop.example/'],
    ['in Arabic', 'متجر.example', 'https://متجر.example/سلة'],
    ['with an umlaut', 'bücher.example', 'https://www.bücher.example/'],
  ])("of a page on the site's domain is taken when the owner wrote that %s", (_, domain, url) => {
    const envelopes = [{ pageId: '00000000000000b1', url, events: [event()] }];
    expect(judge([], { envelopes }, [domain]).rejected).toEqual([]);
    expect(judge([], { envelopes }, ['other.example']).rejected).toHaveLength(1);
  });

  it('of a page whose address is none is refused', () => {
    const envelopes = [{ pageId: '00000000000000b1', url: 'http://', events: [event()] }];
    expect(judge([], { envelopes }).rejected).toMatchObject([{ rejection: { code: 'invalid_url', path: 'url' } }]);
  });
});

describe("a browser's clock", () => {
  const timeOf = (at: number, sentAt: number) => judge([event({ at })], { sentAt }).envelopes[0]?.events[0]?.at;

  it('that seems a little late is left alone: the batch was on its way', () => {
    expect(timeOf(now - 20_000, now - 10_000)).toBe(now - 20_000);
  });

  it('that is hours late or early is corrected by the difference', () => {
    expect(timeOf(now - 7_201_000, now - 7_200_000)).toBe(now - 1_000);
    expect(timeOf(now + 7_199_000, now + 7_200_000)).toBe(now - 1_000);
  });

  it('never puts an event after its arrival', () => {
    expect(timeOf(now + 60_000, now - 1_000)).toBe(now);
  });
});
