import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertSegment } from '../insert-segment.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { crashingEngine } from '../testing/crashing-engine.ts';
import { openTestEngine, type TestEngine } from '../testing/open-test-engine.ts';
import { openDelivery } from './delivery.ts';
import { KEPT_A_DAY } from './keep-rejections.ts';
import type { LineNote } from './line-note.ts';

const HOUR = 3_600_000;
/** Kept rejections live for 30 days, so they are of now. */
const NOW = Math.floor(Date.now() / HOUR) * HOUR;

const event = (id: number, more: object = {}) => ({
  site_id: 'shop',
  visitor_id: '1',
  event_id: String(id),
  time: NOW,
  received_at: NOW + 1,
  ...more,
});
const record = (kind: string, note: LineNote, more: object = {}) => ({
  site_id: 'shop',
  received_at: NOW + 1,
  record: kind,
  note: JSON.stringify(note),
  ...more,
});
const rejection = (id: number, text = '{"kind":"x"}') => ({
  id: String(id),
  path: 'kind',
  message: 'no',
  kind: 'x',
  url: '/',
  event: text,
  context: '{}',
});
const refused = (id: number, reason = 'unknown_kind', more: object = {}) =>
  record('rejected', { reason, rejection: rejection(id) }, more);

describe('what became of events', () => {
  let opened: TestEngine;
  let folder: string;
  beforeEach(async () => {
    opened = await openTestEngine();
    await migrate(opened.engine, migrations);
    folder = await mkdtemp(join(tmpdir(), 'telltale-delivery-'));
  });
  afterEach(async () => {
    await opened.end();
    await rm(folder, { recursive: true, force: true });
  });

  const segment = async (token: string, lines: readonly object[]) => {
    const path = join(folder, `${token}.ndjson`);
    await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return { path, token };
  };
  const store = async (token: string, lines: readonly object[]) =>
    insertSegment(opened.engine, await segment(token, lines));
  const delivery = () => openDelivery(opened.engine);
  const counts = async (withoutSegments: readonly string[] = []) =>
    Object.fromEntries(
      (await delivery().counts({ siteId: 'shop', from: NOW, to: NOW + HOUR, withoutSegments })).map(
        ({ outcome, reason, events }) => [reason ? `${outcome} ${reason}` : outcome, events],
      ),
    );
  const kept = async () =>
    (await delivery().rejected({ siteId: 'shop', limit: 100 })).map(({ id, reason }) => `${id} ${reason}`);

  it('is counted with the segment that says it', async () => {
    await store('first', [
      event(1),
      event(1),
      event(2, { is_bot: 1, bot_reason: 'user_agent' }),
      event(3, { time: NOW - 2 * HOUR }),
      event(4, { site_id: 'other' }),
      refused(7),
      refused(8, 'too_old'),
      record('rejected', { reason: 'too_old', events: 40 }),
      record('dropped', { reason: 'queue_full', events: 5 }, { event_id: '99', visitor_id: '1' }),
      record('set_aside', {}),
    ]);
    expect(await counts()).toEqual({
      accepted: 5,
      stored: 3,
      duplicate: 1,
      set_aside: 1,
      'bot user_agent': 1,
      late: 1,
      'rejected unknown_kind': 1,
      'rejected too_old': 41,
      'dropped queue_full': 5,
    });
    expect(await opened.rows("SELECT count() AS n FROM events WHERE site_id = 'shop'")).toEqual([{ n: 3 }]);
    expect(await counts(['first'])).toEqual({});
    expect(await kept()).toEqual(['8 too_old', '7 unknown_kind']);
  });

  it('can be told without some thousand segments that wait elsewhere', async () => {
    await store('here', [event(1)]);
    const waiting = Array.from({ length: 5_000 }, (_, index) => `1790000000000-${String(index).padStart(12, '0')}`);
    expect(await counts(waiting)).toEqual({ accepted: 1, stored: 1 });
    expect(await counts([...waiting.slice(1), 'here'])).toEqual({});
  });

  it('that a browser says twice counts once, and so does what it dropped', async () => {
    const lines = [
      event(1),
      record('dropped', { reason: 'queue_full', events: 5 }, { event_id: '99', visitor_id: '1' }),
    ];
    await store('first', lines);
    await store('second', lines);
    expect(await counts()).toEqual({ accepted: 2, stored: 1, duplicate: 1, 'dropped queue_full': 5 });
  });

  it('leaves the rejections when the event is replayed, however often the replay itself is repeated', async () => {
    await store('refused', [refused(7), refused(8)]);
    const replayed = event(1, { note: JSON.stringify({ replays: { id: '7', reason: 'unknown_kind' } }) });
    const judgedAgain = refused(9, 'invalid_property', {});
    const stillRefused = {
      ...judgedAgain,
      note: JSON.stringify({
        ...JSON.parse(judgedAgain.note),
        replays: { id: '8', reason: 'unknown_kind' },
      }),
    };
    for (const token of ['once', 'twice']) await store(token, [replayed, replayed, stillRefused]);
    expect(await counts()).toEqual({ accepted: 1, stored: 1, 'rejected invalid_property': 1 });
    expect(await kept()).toEqual(['9 invalid_property']);
  });

  it('counts a replayed event once that was sent again and stored, however long ago', async () => {
    await store('refused', [refused(7), refused(8)]);
    await store('sent again', [event(1, { page_id: '5' })]);
    // What the writer remembers ends after two days.
    await opened.engine.write((writer) => writer.run({ sql: 'TRUNCATE TABLE event_ids' }));
    const replays = (id: string) => JSON.stringify({ replays: { id, reason: 'unknown_kind' } });
    const replay = [
      event(1, { page_id: '5', visitor_id: '2', note: replays('7') }),
      event(1, { page_id: '6', note: replays('8') }),
    ];
    for (const token of ['replay', 'replay', 'replayed twice']) await store(token, replay);
    expect(await opened.rows('SELECT page_id FROM events ORDER BY page_id')).toEqual([{ page_id: 5 }, { page_id: 6 }]);
    expect(await counts()).toEqual({ accepted: 3, stored: 2, duplicate: 1 });
    expect(await kept()).toEqual([]);
  });

  it('is kept up to a number of refused events a day, and counted beyond', async () => {
    const many = Array.from({ length: KEPT_A_DAY.events + 5 }, (_, index) => refused(index + 1));
    await store('many', many.slice(0, 500));
    await store('more', many.slice(500));
    expect(await delivery().rejectedReasons('shop')).toEqual([{ reason: 'unknown_kind', events: KEPT_A_DAY.events }]);
    expect(await counts()).toEqual({ 'rejected unknown_kind': KEPT_A_DAY.events + 5 });
  });

  it('is kept up to a number of bytes a day', async () => {
    const large = (id: number) =>
      record('rejected', {
        reason: 'unknown_kind',
        rejection: rejection(id, JSON.stringify('x'.repeat(KEPT_A_DAY.bytes / 4))),
      });
    await store('large', [1, 2, 3, 4, 5].map(large));
    expect(await kept()).toHaveLength(3);
    expect(await counts()).toEqual({ 'rejected unknown_kind': 5 });
  });

  it('is listed page by page, and by reason', async () => {
    await store(
      'five',
      [1, 2, 3, 4, 5].map((id) => refused(id, id % 2 ? 'odd' : 'even', { received_at: NOW + (id > 3 ? 1 : 0) })),
    );
    const page = async (more: object) =>
      (await delivery().rejected({ siteId: 'shop', limit: 2, ...more })).map(({ id }) => id);
    expect(await page({})).toEqual(['5', '4']);
    expect(await page({ before: { receivedAt: NOW + 1, id: '4' } })).toEqual(['3', '2']);
    expect(await page({ reason: 'even' })).toEqual(['4', '2']);
    expect(await page({ ids: ['1'] })).toEqual(['1']);
    expect(await page({ siteId: 'other' })).toEqual([]);
  });

  it('is neither lost nor counted twice, whatever step the process dies in', async () => {
    await store('before', [refused(500_000)]);
    const lines = (id: number) => [
      event(id),
      event(id),
      event(id + 1, { is_bot: 1, bot_reason: 'user_agent' }),
      refused(id),
      record('dropped', { reason: 'queue_full', events: 2 }, { event_id: String(id + 2), visitor_id: '1' }),
    ];
    const whole = crashingEngine(opened.engine, Number.POSITIVE_INFINITY, 'before');
    await insertSegment(whole, await segment('whole', lines(1_000)));
    let segments = 1;
    for (let step = 1; step <= whole.stepsSeen(); step += 1)
      for (const moment of ['before', 'after'] as const) {
        const dying = await segment(`dying-${step}-${moment}`, lines(2_000 + segments * 10));
        await expect(insertSegment(crashingEngine(opened.engine, step, moment), dying)).rejects.toThrow(
          'The process died.',
        );
        await insertSegment(opened.engine, dying);
        await insertSegment(opened.engine, dying);
        segments += 1;
        expect(await counts(), `${moment} step ${step}`).toEqual({
          accepted: 3 * segments,
          stored: 2 * segments,
          duplicate: segments,
          'bot user_agent': segments,
          'rejected unknown_kind': segments + 1,
          'dropped queue_full': 2 * segments,
        });
      }
    expect(await delivery().rejectedReasons('shop')).toEqual([{ reason: 'unknown_kind', events: segments + 1 }]);
    expect(await opened.rows('SELECT count() AS n FROM events')).toEqual([{ n: 2 * segments }]);
  }, 120_000);

  it('is added up by the engine once no segment of that time is tried again', async () => {
    const old = NOW - 10 * 24 * HOUR;
    for (const token of ['a', 'b', 'c'])
      await store(token, [event(token.charCodeAt(0), { time: old, received_at: old })]);
    const of = async () =>
      (await delivery().counts({ siteId: 'shop', from: old, to: old + HOUR, withoutSegments: [] })).map(
        ({ outcome, events }) => [outcome, events],
      );
    expect(await of()).toEqual([
      ['accepted', 3],
      ['stored', 3],
    ]);
    await opened.engine.write((writer) => writer.run({ sql: 'OPTIMIZE TABLE delivery FINAL' }));
    expect(await opened.rows('SELECT count() AS n FROM delivery')).toEqual([{ n: 2 }]);
    expect(await of()).toEqual([
      ['accepted', 3],
      ['stored', 3],
    ]);
  });
});
