import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordLine } from './record-line.ts';
import { createSpooledCounts, type SpooledCount } from './spooled-counts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spooled-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SLOT = 900_000;
const told = (counts: readonly SpooledCount[]) =>
  Object.fromEntries(counts.map(({ outcome, reason, events }) => [reason ? `${outcome} ${reason}` : outcome, events]));

describe('what lies in the spool', () => {
  it('is counted until the store has it', async () => {
    const spooled = createSpooledCounts();
    const batch = { siteId: 'shop', receivedAt: SLOT + 5, accepted: 2, rejected: new Map([['too_old', 1]]) };
    spooled.appended('a', batch);
    spooled.appended('a', { ...batch, siteId: 'other' });
    spooled.appended('b', batch);
    const { segments, counts } = await spooled.of('shop');
    expect(segments).toEqual(['a', 'b']);
    expect(counts.every(({ slot, siteId }) => slot === SLOT && siteId === 'shop')).toBe(true);
    spooled.stored('a');
    expect(told((await spooled.of('shop')).counts)).toEqual({ accepted: 2, waiting: 2, 'rejected too_old': 1 });
  });

  it('is counted anew when lines were taken out of it, unless the store has it by then', async () => {
    const spooled = createSpooledCounts();
    spooled.appended('a', { siteId: 'shop', receivedAt: SLOT, accepted: 3 });
    const segment = { token: 'a', path: path.join(folder, 'a') };
    const place = { site_id: 'shop', received_at: SLOT };
    await writeFile(
      segment.path,
      `${JSON.stringify(place)}\n${recordLine({ ...place, record: 'set_aside', note: { events: 2 } })}`,
    );
    await spooled.changed(segment, () => true);
    expect(told((await spooled.of('shop')).counts)).toEqual({ accepted: 3, waiting: 1, set_aside: 2 });
    spooled.stored('a');
    await spooled.changed(segment, () => false);
    expect(await spooled.of('shop')).toMatchObject({ segments: [], counts: [] });
  });

  it('is read again from what an earlier process left, and what the writer took meanwhile is not', async () => {
    const place = { site_id: 'shop', received_at: SLOT };
    const rejection = { id: '3', path: '', message: '', kind: '', url: '', event: '', context: '' };
    const lines = [
      `${JSON.stringify(place)}\n`,
      `${JSON.stringify({ ...place, note: JSON.stringify({ replays: { id: '5', reason: 'too_old' } }) })}\n`,
      recordLine({ ...place, record: 'rejected', note: { reason: 'too_old', rejection } }),
      recordLine({ ...place, record: 'rejected', note: { reason: 'too_old', events: 9 } }),
      recordLine({ ...place, record: 'dropped', note: { reason: 'overflow', events: 4 } }),
      recordLine({ ...place, record: 'set_aside', note: {} }),
      'not JSON\n',
      '{"record":"check 12 89abcdef"}\n',
    ];
    const leftovers = ['left', 'taken'].map((token) => ({ token, path: path.join(folder, token) }));
    for (const { path: file } of leftovers) await writeFile(file, lines.join(''));
    const spooled = createSpooledCounts();
    void spooled.readLeftovers(
      [...leftovers, { token: 'gone', path: path.join(folder, 'gone') }],
      (token) => token !== 'taken',
    );
    const { segments, counts } = await spooled.of('shop');
    expect(segments).toEqual(['left']);
    expect(told(counts)).toEqual({
      accepted: 3,
      waiting: 2,
      set_aside: 1,
      'rejected too_old': 9,
      'dropped overflow': 4,
    });
    expect([spooled.isReplayed('5'), spooled.isReplayed('3')]).toEqual([true, false]);
  });

  it('names of very many segments the newest and the oldest, and counts all', async () => {
    const spooled = createSpooledCounts();
    for (let number = 0; number < 6_000; number += 1)
      spooled.appended(String(number).padStart(6, '0'), { siteId: 'shop', receivedAt: SLOT, accepted: 1 });
    const { segments, counts } = await spooled.of('shop');
    expect(segments).toHaveLength(5_000);
    expect([segments[0], segments.at(-1)]).toEqual(['000000', '005999']);
    expect(counts.filter(({ outcome }) => outcome === 'waiting')).toHaveLength(6_000);
  });
});
