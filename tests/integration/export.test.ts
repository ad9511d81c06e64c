import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { id64, signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type ImportPlace, importFile, type Refused } from '../fixtures/imports.ts';

type Line = Record<string, unknown> & { properties: Record<string, unknown> };

const range = { last: 30, unit: 'day' };
const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

const suite = (settings: () => Record<string, string>) => {
  let collector: TestCollector;
  let cookie: string;
  let site: { id: string; publicKey: string };

  const createSite = async (name: string) =>
    (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as typeof site;
  const placeOf = (of: string): ImportPlace => ({
    url: collector.url,
    site: of,
    headers: { cookie, origin: collector.url },
  });
  const exported = (definition: object, query = '', of = site.id) =>
    collector.owner(`/sites/${of}/export${query}`, { method: 'POST', body: definition });
  const linesOf = async (definition: object, of = site.id): Promise<Line[]> => {
    const response = await exported(definition, '', of);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
    expect(response.headers.get('x-events')).toBe(String(lines.length));
    return lines;
  };
  const soon = <Result>(check: () => Promise<Result>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });

  const visitorId = id64();
  const customer = 'customer-no-1';

  beforeAll(async () => {
    collector = await startTestCollector({ settings: settings() });
    cookie = await signIn(collector);
    site = await createSite('Shop');
    const at = Date.now() - 60_000;
    const money = { amount: '-19.9', currency: 'EUR' };
    const events = [
      wireEvent({ at }),
      wireEvent({
        kind: 'purchase',
        at: at + 1,
        seq: 1,
        properties: { orderId: 'A-1', value: { amount: '19.90', currency: 'EUR' }, items: 2 },
      }),
      wireEvent({
        kind: 'custom',
        at: at + 2,
        seq: 2,
        properties: {
          name: '=HYPERLINK("x")',
          props: { plan: 'pro', size: -4.5, zip: '007', isNew: true, note: 'two\nlines, "quoted"; عطر' },
        },
      }),
      wireEvent({ kind: 'refund', at: at + 3, seq: 3, properties: { orderId: 'A-1', value: money } }),
    ];
    const page = {
      url: 'https://shop.example/عطور/a%2520b?utm_source=letter&q=%D8%B9%26',
      referrer: 'https://www.google.com/search',
      customerId: customer,
    };
    for (const [sent, envelope] of [
      [events, { visitorId, ...page }],
      [[wireEvent(), wireEvent({ seq: 1, at: Date.now() - 45 * 86_400_000 })], {}],
    ] as const)
      expect((await collector.send(wireBatch(site.publicKey, [...sent], envelope))).status).toBe(202);
    expect((await collector.send(wireBatch(site.publicKey, [wireEvent()]), { 'user-agent': BOT })).status).toBe(202);
    await soon(async () =>
      expect(await linesOf({ range: { last: 90, unit: 'day' }, bots: 'included' })).toHaveLength(7),
    );
  });
  afterAll(() => collector.remove());

  describe('an export', () => {
    it('holds every event of people in the range with all that is known of it', async () => {
      const lines = await linesOf({ range });
      expect(lines.map(({ kind }) => kind).sort()).toEqual(['custom', 'page_view', 'page_view', 'purchase', 'refund']);
      expect(lines.find(({ kind }) => kind === 'purchase')).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        seq: 1,
        visitorId,
        customerId: customer,
        hostname: 'shop.example',
        path: '/عطور/a%20b',
        source: 'letter',
        browser: 'Chrome',
        os: 'Windows',
        device: 'desktop',
        properties: { orderId: 'A-1', value: { amount: '19.9', currency: 'EUR' }, items: 2 },
      });
      expect(lines.find(({ kind }) => kind === 'custom')?.properties).toEqual({
        name: '=HYPERLINK("x")',
        props: { plan: 'pro', size: -4.5, zip: '007', isNew: 'true', note: 'two\nlines, "quoted"; عطر' },
      });
    });

    it('holds bots only where they are asked for', async () => {
      expect(await linesOf({ range, bots: 'only' })).toMatchObject([{ isBot: true, botReason: expect.any(String) }]);
      expect((await linesOf({ range, bots: 'included' })).filter(({ isBot }) => isBot)).toHaveLength(1);
    });

    it.each([
      [
        'events',
        {
          events: [
            { kind: 'purchase' },
            { kind: 'custom', filters: [{ property: 'props.plan', operator: 'is', values: ['pro'] }] },
          ],
        },
        2,
      ],
      ['a property', { filters: [{ property: 'customerId', operator: 'is', values: ['customer-no-1'] }] }, 4],
      ['the session', { filters: [{ session: { kind: 'purchase' } }] }, 4],
      ['the visitor', { filters: [{ visitor: { didNot: { kind: 'purchase' } } }] }, 1],
      ['a range in the past', { range: { from: '2020-01-01', to: '2020-12-31' } }, 0],
    ])('follows filters on %s', async (_, definition, count) => {
      const known = await soon(async () => {
        const lines = await linesOf({ range, ...definition });
        return lines;
      });
      expect(known).toHaveLength(count);
    });

    it.each([
      ['an event kind', { range, events: [{ kind: 'purchas' }] }, 'unknown_kind', 'events.0.kind', 'purchase'],
      [
        'a property',
        { range, filters: [{ property: 'pathh', operator: 'is', values: ['/'] }] },
        'unknown_property',
        'filters.0.property',
        'path',
      ],
      ['a choice', { range, bots: 'some' }, 'invalid_definition', 'bots', 'only'],
    ])('names %s that is not known, and lists what is', async (_, definition, code, path, known) => {
      const response = await exported(definition);
      const { error } = (await response.json()) as Refused;
      expect({ status: response.status, code: error.code, path: error.path }).toEqual({ status: 400, code, path });
      expect(error.known).toContain(known);
    });

    it('needs a range, a format that is known, and a key that may read events', async () => {
      expect((await exported({})).status).toBe(400);
      expect((await exported({ range }, '?format=xml')).status).toBe(400);
      const keyOf = async (scope: string) =>
        (
          (await (
            await collector.owner(`/sites/${site.id}/keys`, { method: 'POST', body: { name: 'k', scopes: [scope] } })
          ).json()) as { key: string }
        ).key;
      const tried = async (scope: string) =>
        (
          await fetch(
            `${collector.url}/api/v1/sites/${site.id}/export?definition=${encodeURIComponent(JSON.stringify({ range }))}`,
            {
              headers: { authorization: `Bearer ${await keyOf(scope)}` },
            },
          )
        ).status;
      expect(await tried('questions:read')).toBe(403);
      expect(await tried('events:read')).toBe(200);
    });

    it('stands in the audit log, without the persons that its filters name', async () => {
      await linesOf({ range, filters: [{ property: 'customerId', operator: 'is', values: ['customer-no-1'] }] });
      const { entries } = (await (
        await collector.owner(`/audit?site=${site.id}&action=events.export&limit=1`)
      ).json()) as {
        entries: { object: string; changes: unknown }[];
      };
      expect(entries[0]?.object).toBe('4 events as ndjson');
      expect(JSON.stringify(entries)).not.toContain('customer-no-1');
    });
  });

  describe('an export as CSV', () => {
    it('says the same as NDJSON, has a column for each property there is, and cannot run formulas', async () => {
      const response = await exported({ range }, '?format=csv&mark=true');
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
      expect(text.startsWith('\uFEFFid,kind,at,seq,')).toBe(true);
      const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
      expect(rows).toHaveLength(5);
      const columns = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('properties.'));
      expect(columns).toEqual(
        [
          'items',
          'name',
          'orderId',
          'props.isNew',
          'props.note',
          'props.plan',
          'props.size',
          'props.zip',
          'value.amount',
          'value.currency',
        ].map((name) => `properties.${name}`),
      );
      const custom = rows.find(({ kind }) => kind === 'custom');
      expect(custom).toMatchObject({
        'properties.name': `'=HYPERLINK("x")`,
        'properties.props.size': '-4.5',
        'properties.props.note': 'two\nlines, "quoted"; عطر',
      });
      expect(rows.find(({ kind }) => kind === 'refund')?.['properties.value.amount']).toBe(`'-19.9`);
    });
  });

  describe('what was exported', () => {
    /** What a person asks of both sites, the names of sites and times of arrival aside. */
    const comparable = (lines: readonly Line[]) =>
      lines.map(({ receivedAt: _, ...line }) => line).sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));

    it.each(['ndjson', 'csv'] as const)(
      'can be imported into another site as %s: the same events, nothing lost',
      async (format) => {
        const definition = { range: { last: 90, unit: 'day' }, bots: 'included' };
        const before = await linesOf(definition);
        const other = await createSite(`Copy as ${format}`);
        const file = Buffer.from(await (await exported(definition, `?format=${format}`)).arrayBuffer());
        const done = await importFile(placeOf(other.id), format, { file });
        expect(done).toMatchObject({ read: before.length, accepted: before.length, rejected: 0, errors: [] });
        await soon(async () => expect(await linesOf(definition, other.id)).toHaveLength(before.length));
        expect(comparable(await linesOf(definition, other.id))).toEqual(comparable(before));
        expect(await importFile(placeOf(other.id), format, { file })).toMatchObject({
          accepted: 0,
          duplicate: before.length,
        });
      },
    );
  });
};

describe('exports from the embedded store', () => suite(() => ({})));

describe('exports from a ClickHouse server', () => {
  let server: Awaited<ReturnType<typeof startClickHouseServer>>;
  beforeAll(async () => {
    server = await startClickHouseServer();
  });
  afterAll(() => server.stop());
  suite(() => ({ CLICKHOUSE_URL: server.url }));
});

describe('exports from a cluster of two shards', () => {
  let cluster: Awaited<ReturnType<typeof startClickHouseCluster>>;
  beforeAll(async () => {
    cluster = await startClickHouseCluster();
  });
  afterAll(() => cluster.stop());
  suite(() => ({ CLICKHOUSE_URL: cluster.url(), CLICKHOUSE_CLUSTER: cluster.name }));
});
