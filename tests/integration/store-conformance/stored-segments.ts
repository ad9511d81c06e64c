import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { eventRow, failureOf, NOVEMBER } from '../../fixtures/store-rows.ts';
import type { TestedStore } from './tested-store.ts';

/** What every engine makes of segments. */
export const storedSegments = (tested: TestedStore) => {
  const { insert, count, one, reopen, segmentFile, missingFile } = tested;

  it('stores a segment and answers from it', async () => {
    expect(await insert([{ event_id: '1' }, { event_id: '2' }])).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
    await reopen();
    expect(await count()).toBe(2);
  });

  it('counts a segment once when it is inserted twice, also after reopening', async () => {
    const path = await segmentFile([{ event_id: '1' }, { event_id: '2' }]);
    expect(await tested.store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await tested.store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    await reopen();
    expect(await tested.store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
  });

  it('counts an event once that a later segment carries again, also after reopening', async () => {
    await insert([{ event_id: '1' }, { event_id: '2' }]);
    // Sent again, it is received later and its clock skew is corrected anew.
    expect(
      await insert([{ event_id: '2', time: NOVEMBER + 40, received_at: Date.now() + 9000 }, { event_id: '3' }]),
    ).toEqual({
      rows: 1,
      duplicates: 1,
    });
    await reopen();
    expect(await insert([{ event_id: '1' }, { event_id: '3' }])).toEqual({ rows: 0, duplicates: 2 });
    expect(await count()).toBe(3);
  });

  it('counts an event once that stands twice in one segment, and keeps its first line', async () => {
    expect(
      await insert([{ event_id: '1', object: 'first' }, { event_id: '2' }, { event_id: '1', object: 'second' }]),
    ).toEqual({ rows: 2, duplicates: 1 });
    expect(await one('SELECT object FROM events WHERE event_id = 1')).toBe('first');
  });

  it('keeps events apart that share an id but not the page that made them, the visitor where there is none, or the site', async () => {
    await insert([{ event_id: '7' }, { event_id: '7', page_id: '2' }]);
    await insert(['8', '9'].map((visitor_id) => ({ event_id: '7', page_id: '0', visitor_id })));
    expect(await insert([{ event_id: '7', site_id: 'other' }])).toEqual({ rows: 1, duplicates: 0 });
    expect(await count()).toBe(5);
  });

  it('knows an event again that comes as another visitor: without cookies a phone is one at each address', async () => {
    await insert([{ event_id: '7' }]);
    expect(await insert([{ event_id: '7', visitor_id: '2' }])).toEqual({ rows: 0, duplicates: 1 });
    expect(await count()).toBe(1);
  });

  it('stores different segments one after the other, each with its own token', async () => {
    for (let n = 0; n < 5; n++) await insert([{ event_id: String(n) }]);
    expect(await count()).toBe(5);
  });

  it('stores a segment that spans two months, once', async () => {
    const path = await segmentFile([
      { event_id: '1', time: Date.UTC(2025, 10, 30, 23, 59, 59, 999) },
      { event_id: '2', time: Date.UTC(2025, 11, 1) },
    ]);
    for (let n = 0; n < 2; n++) await tested.store.insertSegment({ path, token: 'two months' });
    const { rows } = await tested.store.rows({
      sql: 'SELECT toYYYYMM(time) AS month, count() AS events FROM events GROUP BY 1 ORDER BY 1',
    });
    expect(rows).toEqual([
      { month: 202511, events: 1 },
      { month: 202512, events: 1 },
    ]);
  });

  it('stores a segment that spans ten years, such as an import', async () => {
    const rows = Array.from({ length: 121 }, (_, month) => ({
      event_id: String(month + 1),
      time: Date.UTC(2015, month, 1),
    }));
    expect(await insert(rows)).toEqual({ rows: 121, duplicates: 0 });
    expect(await one('SELECT uniqExact(toYYYYMM(time)) FROM events')).toBe(121);
  });

  it('stores an empty segment as nothing', async () => {
    expect(await insert([])).toEqual({ rows: 0, duplicates: 0 });
  });

  it.each([
    ['is torn', '{"site_id":"shop","is_bo'],
    ['holds text for a number', JSON.stringify({ ...eventRow(), visitor_id: 'ada' })],
    ['holds a key that is no column', JSON.stringify({ ...eventRow(), colour: 'blue' })],
    ['is not an object', '[1,2]'],
  ])('names the line of a segment that %s, and stores nothing of it', async (_, line) => {
    const good = [1, 2].map((id) => `${JSON.stringify(eventRow({ event_id: String(id) }))}\n`);
    const path = await segmentFile(`${good.join('')}${line}\n${JSON.stringify(eventRow({ event_id: '3' }))}\n`);
    const failure = await failureOf(tested.store.insertSegment({ path, token: 'bad line' }));
    expect(failure).toMatchObject({ code: 'invalid_segment', line: 3, isRetryable: false });
    expect(failure.message).toContain('Line 3');
    expect(failure.cause).toBeInstanceOf(Error);
    expect(await count()).toBe(0);

    await writeFile(path, good.join(''));
    expect(await tested.store.insertSegment({ path, token: 'bad line' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
  });

  it('names the line of a long segment too', async () => {
    const lines = Array.from({ length: 30_000 }, (_, n) => JSON.stringify(eventRow({ event_id: String(n + 1) })));
    lines[24_999] = '{"site_id":';
    const failure = await failureOf(
      tested.store.insertSegment({ path: await segmentFile(lines.join('\n')), token: 'long' }),
    );
    expect(failure).toMatchObject({ code: 'invalid_segment', line: 25_000 });
    expect(await count()).toBe(0);
  });

  it('says so when there is no such segment', async () => {
    const failure = await failureOf(tested.store.insertSegment({ path: missingFile(), token: 'missing' }));
    expect(failure.message).toContain('missing.ndjson');
    expect(await insert([{ event_id: '1' }])).toEqual({ rows: 1, duplicates: 0 });
  });
};
