import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { id64, signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';
import {
  createImport,
  type ImportAnswer,
  type ImportPlace,
  importFile,
  type Refused,
  sendPart,
  sendRest,
} from '../fixtures/imports.ts';

const DAY_MS = 86_400_000;
const ndjson = (lines: readonly unknown[]) => Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const range = { last: 800, unit: 'day' };

let collector: TestCollector;
let cookie: string;
let site: { id: string; publicKey: string };
let place: ImportPlace;

beforeAll(async () => {
  collector = await startTestCollector();
  cookie = await signIn(collector);
});
afterAll(() => collector.remove());
beforeEach(async () => {
  const made = await collector.owner('/sites', { method: 'POST', body: { name: `Shop ${id64()}` } });
  site = (await made.json()) as typeof site;
  place = { url: collector.url, site: site.id, headers: { cookie, origin: collector.url } };
});

const trend = async (kind: string, asked: object = { aggregation: 'count' }, filters: unknown[] = []) => {
  const definition = { range, interval: 'month', series: [{ ...asked, events: [{ kind, filters }] }] };
  const { lines } = (await collector.ask(site.id, 'trend', definition)) as { lines: { total: number | null }[] };
  return lines[0]?.total ?? 0;
};
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
const having = (property: string, ...values: unknown[]) => ({ property, operator: 'is', values });
const refusalOf = async (response: Response) => {
  const { error } = (await response.json()) as Refused;
  return { status: response.status, ...error };
};
const truth = async () =>
  (await (await collector.owner(`/sites/${site.id}/delivery?from=${Date.now() - 7_200_000}`)).json()) as TruthAnswer;

const called = (name: string, change: object = {}) => ({
  kind: 'custom',
  at: Date.now() - DAY_MS,
  customerId: 'c-1',
  properties: { name },
  ...change,
});

describe('a CSV file as a spreadsheet saves it', () => {
  it('becomes events of years back, its texts as they are, whatever separator, line end and mark it has', async () => {
    const at = new Date(Date.now() - 700 * DAY_MS);
    const rows = [
      'kind;at;visitorId;sessionId;url;referrer;device;properties.orderId;properties.value.amount;properties.value.currency;properties.items;properties.name;properties.props.note;properties.props.size;properties.props.zip',
      `page_view;${at.toISOString()};old-visitor 1;s1;https://shop.example/عطور?utm_source=letter&utm_medium=email;https://www.google.com/;desktop;;;;;;;;`,
      `purchase;${at.getTime()};old-visitor 1;s1;;;;A-1;19.90;EUR;2;;;;`,
      `custom;${at.toISOString().replace('Z', '+00:00')};old-visitor 1;s1;;;;;;;;called;"two lines,\r\nand a ""quote""";42;007`,
    ];
    const file = Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`);
    const done = await importFile(place, 'csv', { file, partBytes: 300 * 1024 });
    expect(done).toMatchObject({ read: 3, accepted: 3, duplicate: 0, rejected: 0, offset: file.length, line: 5 });

    await soon(async () => expect(await trend('custom')).toBe(1));
    expect(
      await trend('page_view', { aggregation: 'count' }, [having('path', '/عطور'), having('source', 'letter')]),
    ).toBe(1);
    expect(
      await trend('page_view', { aggregation: 'count' }, [having('channel', 'email'), having('device', 'desktop')]),
    ).toBe(1);
    expect(await trend('purchase', { aggregation: 'sum', property: 'value' })).toBeCloseTo(19.9);
    expect(await trend('purchase', { aggregation: 'sum', property: 'items' })).toBe(2);
    const note = 'two lines,\r\nand a "quote"';
    const sizes = () => trend('custom', { aggregation: 'sum', property: 'props.size' }, [having('props.note', note)]);
    // Names that are new are known after a few seconds.
    await soon(async () => expect(await sizes()).toBe(42));
    expect(await trend('custom', { aggregation: 'count' }, [having('props.zip', '007')])).toBe(1);
    const { total } = (await collector.ask(site.id, 'funnel', {
      range,
      steps: [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }],
    })) as { total: { steps: { reached: number }[] } };
    expect(total.steps.map(({ reached }) => reached)).toEqual([1, 1]);
  });

  it('loses only its bad rows, each named with its line and reason', async () => {
    const at = Date.now() - DAY_MS;
    const row = (...cells: unknown[]) => cells.join(',');
    const file = Buffer.concat([
      Buffer.from(
        [
          row('kind', 'at', 'customerId', 'properties.name', 'properties.orderId'),
          row('custom', at, 'c', 'good', ''),
          row('nonsense', at, 'c', '', ''),
          row('custom', at, 'c', 'too few'),
          row('custom', '2026-03-01 12:00', 'c', 'no zone', ''),
          row('custom', Math.round(at / 1000), 'c', 'seconds', ''),
          row('custom', at, '', 'whose', ''),
          row('custom', at, 'c', 'an order', 'A-1'),
          row('custom', at - 800 * DAY_MS, 'c', 'ancient', ''),
          row('custom', at + 3 * DAY_MS, 'c', 'later', ''),
          row('custom', at, 'c', '"broken"quote', ''),
          row('custom', '', 'c', 'when', ''),
          '',
        ].join('\n'),
      ),
      Buffer.from([0x63, 0xff, 0x0a]),
      Buffer.from(row('custom', at, 'c', 'good too', '')),
    ]);
    const { accepted, rejected, read, errors, reasons } = await importFile(place, 'csv', { file });
    expect({ accepted, rejected, read }).toEqual({ accepted: 2, rejected: 11, read: 13 });
    expect(errors.map(({ line, code, path }) => `${line} ${code} ${path}`)).toEqual([
      '3 unknown_kind kind',
      '4 wrong_columns ',
      '5 invalid_event at',
      '6 invalid_event at',
      '7 invalid_event customerId',
      '8 unknown_property properties.orderId',
      '9 too_old at',
      '10 in_future at',
      '11 broken_quotes ',
      '12 invalid_event at',
      '13 invalid_encoding ',
    ]);
    expect(errors[3]?.message).toMatch(/milliseconds/);
    expect(errors[6]?.message).toMatch(/retentionDays/);
    expect(Object.values(reasons).reduce((sum, count) => sum + count)).toBe(11);
    await soon(async () => expect(await trend('custom')).toBe(2));
    const { total } = await truth();
    expect(imbalances(total)).toEqual([]);
    expect(total).toMatchObject({ received: 13, accepted: 2 });
  });

  it.each([
    ['a column that is not known', 'kind,at,colour\n', 'unknown_column', 'colour'],
    ['a column twice', 'kind,at,id,id\n', 'repeated_column', 'id'],
    ['no column for the time', 'kind,id\n', 'missing_column', 'at'],
    ['UTF-16', '\uFEFFkind,at\n', 'invalid_encoding', ''],
  ])('is refused at its first row with %s, and nothing is taken', async (what, text, code, path) => {
    const file = Buffer.from(text, what === 'UTF-16' ? 'utf16le' : 'utf8');
    const { id } = await createImport(place, 'csv');
    const refusal = await refusalOf(await sendPart(place, id, { offset: 0, isLast: true, bytes: file }));
    expect(refusal).toMatchObject({ status: 400, code, path });
    if (path) expect(refusal.known).toContain('kind');
    expect(await (await collector.owner(`/sites/${site.id}/imports/${id}`)).json()).toMatchObject({
      offset: 0,
      read: 0,
    });
  });
});

describe('a file that is sent in parts', () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => called(`n-${index}`, { at: Date.now() - DAY_MS + index }));

  it('counts each line once, though parts are cut anywhere and come again', async () => {
    const file = ndjson(lines);
    const { id } = await createImport(place, 'ndjson');
    const first = { offset: 0, isLast: false, bytes: file.subarray(0, 100_001) };
    const taken = (await (await sendPart(place, id, first)).json()) as ImportAnswer;
    expect(taken.offset).toBeLessThanOrEqual(100_001);
    expect(file[taken.offset - 1]).toBe('\n'.charCodeAt(0));
    expect(await refusalOf(await sendPart(place, id, first))).toMatchObject({
      status: 409,
      code: 'wrong_offset',
      known: [String(taken.offset)],
    });
    const done = await sendRest(place, taken, { file, partBytes: 77_777 });
    expect(done).toMatchObject({
      status: 'done',
      read: 3_000,
      accepted: 3_000,
      duplicate: 0,
      rejected: 0,
      line: 3_000,
    });
    expect(await refusalOf(await sendPart(place, id, first))).toMatchObject({ status: 409, code: 'import_ended' });
    await soon(async () => expect(await trend('custom')).toBe(3_000));
    await soon(async () =>
      expect((await truth()).total).toMatchObject({ accepted: 3_000, stored: 3_000, duplicate: 0 }),
    );
  });

  it('tells how many events the site had already, by their own ids, however long ago', async () => {
    const own = lines.slice(0, 500).map((line, index) => ({ ...line, id: `ticket ${index}` }));
    const file = ndjson([...own, own[7]]);
    expect(await importFile(place, 'ndjson', { file })).toMatchObject({ read: 501, accepted: 500, duplicate: 1 });
    await soon(async () => expect(await trend('custom')).toBe(500));
    expect(await importFile(place, 'ndjson', { file })).toMatchObject({ read: 501, accepted: 0, duplicate: 501 });
    expect(await trend('custom')).toBe(500);
    // They did not get as far as the writer, whose own memory ends after two days.
    await soon(async () => expect((await truth()).total).toMatchObject({ accepted: 500, stored: 500, duplicate: 0 }));
  });

  it('says of events that were erased lately that they cannot come back yet, rather than to lose them in silence', async () => {
    const own = lines.slice(0, 20).map((line, index) => ({ ...line, id: `call ${index}` }));
    const file = ndjson(own);
    await importFile(place, 'ndjson', { file });
    await soon(async () => expect(await trend('custom')).toBe(20));
    const target = { type: 'range', from: 0, to: Date.now() };
    await collector.owner(`/sites/${site.id}/deletions`, { method: 'POST', body: { target } });
    await soon(async () => expect(await trend('custom')).toBe(0));
    const again = await importFile(place, 'ndjson', { file });
    expect(again).toMatchObject({ accepted: 0, rejected: 20, reasons: { id_used_lately: 20 } });
    expect(again.errors[0]).toMatchObject({ line: 1, path: 'id', message: expect.stringContaining('two days') });
    // What has no id of its own is new with each import.
    expect(await importFile(place, 'ndjson', { file: ndjson(lines.slice(0, 20)) })).toMatchObject({ accepted: 20 });
    await soon(async () => expect(await trend('custom')).toBe(20));
  });

  it('can be compressed', async () => {
    const { gzipSync } = await import('node:zlib');
    const { id } = await createImport(place, 'ndjson');
    const response = await fetch(`${collector.url}/api/v1/sites/${site.id}/imports/${id}?offset=0&last=true`, {
      method: 'PATCH',
      headers: { ...place.headers, 'content-encoding': 'gzip' },
      body: gzipSync(ndjson(lines.slice(0, 10))),
    });
    expect(await response.json()).toMatchObject({ status: 'done', accepted: 10 });
  });

  it('is refused where a part holds no whole line, or is too large', async () => {
    const { id } = await createImport(place, 'ndjson');
    const half = { offset: 0, isLast: false, bytes: Buffer.from('{"kind":') };
    expect(await refusalOf(await sendPart(place, id, half))).toMatchObject({ status: 400, code: 'no_whole_line' });
    const large = { offset: 0, isLast: false, bytes: Buffer.alloc(2 * 1024 * 1024 + 1, 'x') };
    expect(await refusalOf(await sendPart(place, id, large))).toMatchObject({ status: 413, code: 'body_too_large' });
    const endless = { offset: 0, isLast: false, bytes: Buffer.alloc(1024 * 1024, 'x') };
    expect(await refusalOf(await sendPart(place, id, endless))).toMatchObject({ status: 400, code: 'line_too_long' });
  });

  it('leaves what is live alone', async () => {
    await collector.send(wireBatch(site.publicKey, [wireEvent()]));
    await importFile(place, 'ndjson', { file: ndjson(lines) });
    const recent = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: { kind: string }[];
    };
    expect(recent.events.map(({ kind }) => kind)).toEqual(['page_view']);
  });
});

describe('an import', () => {
  it('is listed, can be cancelled, and keeps what it took; both stand in the audit log', async () => {
    const file = ndjson([called('one'), called('two'), called('three')]);
    const { id } = await createImport(place, 'ndjson', 'calls.ndjson');
    const half = file.subarray(0, file.length - 10);
    expect((await sendPart(place, id, { offset: 0, isLast: false, bytes: half })).status).toBe(200);
    const cancelled = await collector.owner(`/sites/${site.id}/imports/${id}`, { method: 'DELETE' });
    expect(await cancelled.json()).toMatchObject({ status: 'cancelled', accepted: 2 });
    expect((await collector.owner(`/sites/${site.id}/imports/${id}`, { method: 'DELETE' })).status).toBe(409);
    await importFile(place, 'ndjson', { file });
    const { imports } = (await (await collector.owner(`/sites/${site.id}/imports`)).json()) as {
      imports: ImportAnswer[];
    };
    expect(imports.map(({ status, accepted }) => [status, accepted])).toEqual([
      ['done', 3],
      ['cancelled', 2],
    ]);
    await soon(async () => expect(await trend('custom')).toBe(5));
    const { entries } = (await (await collector.owner(`/audit?site=${site.id}`)).json()) as {
      entries: { action: string; changes: { field: string; to: unknown }[] }[];
    };
    expect(entries.map(({ action }) => action).filter((action) => action.startsWith('import.'))).toEqual([
      'import.finish',
      'import.create',
      'import.cancel',
      'import.create',
    ]);
    expect(entries[0]?.changes).toContainEqual({ field: 'accepted', to: 3 });
  });

  it('needs a key that may write events of this site', async () => {
    const keyOf = async (scopes: string[], of = site.id) =>
      (
        (await (
          await collector.owner(`/sites/${of}/keys`, { method: 'POST', body: { name: 'importer', scopes } })
        ).json()) as { key: string }
      ).key;
    const other = (await (await collector.owner('/sites', { method: 'POST', body: { name: 'Other' } })).json()) as {
      id: string;
    };
    const tried = async (key: string) =>
      (
        await fetch(`${collector.url}/api/v1/sites/${site.id}/imports`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'x', format: 'csv' }),
        })
      ).status;
    expect(await tried(await keyOf(['events:write']))).toBe(201);
    expect(await tried(await keyOf(['events:read', 'questions:read']))).toBe(403);
    expect(await tried(await keyOf(['events:write'], other.id))).toBe(404);
    const { id } = await createImport(place, 'csv');
    expect((await collector.owner(`/sites/${other.id}/imports/${id}`)).status).toBe(404);
  });
});
