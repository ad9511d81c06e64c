import { catalog } from '@telltale/protocol';
import { readExportDefinition } from '@telltale/query';
import type { StoreRow } from '@telltale/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import { type ExportSource, exportOverview, exportPages } from './export-pages.ts';

const MONTH_MS = 31 * 86_400_000;
const EVENTS = 500;

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  const at = Date.UTC(2026, 0, 31, 12);
  const rows = Array.from({ length: EVENTS }, (_, index) => ({
    site_id: index % 50 === 49 ? 'other' : 'shop',
    kind: index % 3 === 0 ? 'purchase' : 'page_view',
    object: index % 3 === 0 ? '' : `/p/${index % 7}`,
    visitor_id: String(index % 11),
    // Many at the very same moment.
    time: at + (index % 5) * MONTH_MS,
    seq: index % 2,
    event_id: String(2n ** 63n + BigInt(index)),
    is_bot: index % 20 === 19 ? (1 as const) : (0 as const),
    received_at: at + 6 * MONTH_MS,
  }));
  await opened.insert(rows);
});
afterAll(() => opened.end());

const sourceOf = (change: object, pageRows: number): ExportSource => ({
  store: opened.store,
  definition: readExportDefinition({ range: { from: '2026-01-01', to: '2026-12-31' }, ...change }),
  context: { siteId: 'shop', timeZone: 'Asia/Riyadh', nowMs: Date.UTC(2027, 0), catalog },
  signal: new AbortController().signal,
  pageRows,
});

const readAll = async (source: ExportSource) => {
  const overview = await exportOverview(source, false);
  const pages: (readonly StoreRow[])[] = [];
  for await (const page of exportPages(source, overview)) pages.push(page);
  return { overview, pages, ids: pages.flat().map(({ id }) => String(id)) };
};

describe('pages of an export', { timeout: 60_000 }, () => {
  it.each([
    ['people', {}, (index: number) => index % 20 !== 19],
    ['bots', { bots: 'only' }, (index: number) => index % 20 === 19],
    ['both', { bots: 'included' }, () => true],
    ['a kind', { events: [{ kind: 'purchase' }] }, (index: number) => index % 3 === 0 && index % 20 !== 19],
  ])('hold each event of %s once, however many fit on one', async (_, change, isMeant) => {
    const expected = Array.from({ length: EVENTS }, (__, index) => index)
      .filter((index) => index % 50 !== 49 && isMeant(index))
      .map((index) => (2n ** 63n + BigInt(index)).toString(16));
    for (const pageRows of [1_000, 37]) {
      const { overview, pages, ids } = await readAll(sourceOf(change, pageRows));
      expect(ids.toSorted()).toEqual(expected.toSorted());
      expect(overview.events).toBe(expected.length);
      expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(pageRows);
    }
  });

  it('leave out what is received while the export goes on', async () => {
    const source = sourceOf({}, 100);
    const earlier = { ...source, context: { ...source.context, nowMs: Date.UTC(2026, 2) } };
    expect((await readAll(earlier)).ids).toEqual([]);
  });

  it('are asked of the store one at a time, and only when they are wanted', async () => {
    let asked = 0;
    const { rows } = opened.store;
    const source: ExportSource = {
      ...sourceOf({}, 10),
      store: {
        rows: (...query) => {
          asked += 1;
          return rows(...query);
        },
      },
    };
    const overview = await exportOverview(source, false);
    const pages = exportPages(source, overview);
    for (let page = 1; page <= 4; page += 1) {
      await pages.next();
      expect(asked).toBe(1 + page);
    }
    await pages.return(undefined);
    expect(asked).toBe(5);
  });
});
