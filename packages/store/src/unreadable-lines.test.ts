import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDelivery } from './delivery/delivery.ts';
import { insertSegment } from './insert-segment.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openTestEngine, type TestEngine } from './testing/open-test-engine.ts';
import { unreadableLines } from './unreadable-lines.ts';

let opened: TestEngine;
let folder: string;
beforeEach(async () => {
  opened = await openTestEngine();
  await migrate(opened.engine, migrations);
  folder = await mkdtemp(join(tmpdir(), 'telltale-unreadable-'));
});
afterEach(async () => {
  await opened.end();
  await rm(folder, { recursive: true, force: true });
});

const NOW = Date.now();
const event = (id: number | string, more: object = {}) =>
  JSON.stringify({
    site_id: 'shop',
    visitor_id: '1',
    event_id: String(id),
    time: NOW,
    received_at: NOW,
    dimensions: { a: 'x' },
    ...more,
  });
const segment = async (lines: readonly string[]) => {
  const path = join(folder, 'segment.ndjson');
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
  return { path, token: 'segment' };
};
const check = '{"record":"check 123 0badcafe"}';

describe('lines that cannot be read', () => {
  it.each([
    ['torn', '{"site_id":"shop","event_id":"5'],
    ['zeros', '\0\0\0\0'],
    ['not an object', '[1]'],
    ['an id that is no number', event('x')],
    ['a key that nobody knows', event(5, { color: 'red' })],
    ['an amount that no column holds', event(5, { amount: '1e30' })],
    ['a text for a time', event(5, { time: 'now' })],
  ])('are found, and nothing else: %s', async (_, bad) => {
    const lines = [event(1), bad, event(2), check, bad, '', event(3), bad];
    const written = await segment(lines);
    expect(await unreadableLines(opened.engine, written.path)).toEqual([2, 5, 8]);
    await expect(insertSegment(opened.engine, written)).rejects.toMatchObject({ code: 'invalid_segment', line: 2 });
    expect(await readdir(folder)).toEqual(['segment.ndjson']);
    const rest = lines.filter((_, index) => ![1, 4, 7].includes(index));
    expect(await insertSegment(opened.engine, await segment(rest))).toEqual({ rows: 3, duplicates: 0 });
  });

  it('are found among many at once', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => (index % 2 ? event('x') : event(index)));
    const found = await unreadableLines(opened.engine, (await segment(lines)).path);
    expect(found).toEqual(Array.from({ length: 10_000 }, (_, index) => index * 2 + 2));
  }, 60_000);

  it('are none in a segment that is sound, and the check of one leaves no trace', async () => {
    const written = await segment([event(1), check]);
    expect(await unreadableLines(opened.engine, written.path)).toEqual([]);
    expect(await opened.rows('SELECT event_id FROM events')).toEqual([]);
  });
});

describe("a line that holds its group's check", () => {
  it('is passed over: nothing of it is stored, counted or claimed, however often', async () => {
    const written = await segment([event(1), event(1), check, event(2), check]);
    for (const _ of [1, 2]) expect(await insertSegment(opened.engine, written)).toEqual({ rows: 2, duplicates: 1 });
    expect(await opened.rows('SELECT event_id FROM events ORDER BY event_id')).toEqual([
      { event_id: 1 },
      { event_id: 2 },
    ]);
    expect(await opened.rows('SELECT event_id FROM event_ids ORDER BY event_id')).toEqual([
      { event_id: 1 },
      { event_id: 2 },
    ]);
    const counts = await openDelivery(opened.engine).counts({
      siteId: 'shop',
      from: NOW - 3_600_000,
      to: NOW + 3_600_000,
      withoutSegments: [],
    });
    expect(Object.fromEntries(counts.map(({ outcome, events }) => [outcome, events]))).toEqual({
      accepted: 3,
      stored: 2,
      duplicate: 1,
    });
    expect(await opened.rows("SELECT count() AS n FROM delivery WHERE site_id != 'shop'")).toEqual([{ n: 0 }]);
  });
});
