import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundKeptFiles } from './bound-kept-files.ts';
import { groupOf, isCheckLine } from './group-check.ts';
import { isSound } from './is-sound.ts';
import { setAsideLines } from './set-aside-lines.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'set-aside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const segment = async (...lines: string[]) => {
  const file = path.join(folder, '1.ndjson');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  return file;
};
const linesOf = async (file: string) => (await readFile(file, 'utf8')).split('\n').filter(Boolean);

const unchecked = { isChecked: false, nowMs: 77 };

describe('setting lines aside', () => {
  it('counts a line that nobody can read for no site, now', async () => {
    const file = await segment('{"n":1}', '\0torn');
    expect(await setAsideLines(file, [2], unchecked)).toMatchObject({ events: 1 });
    expect(await linesOf(file)).toEqual([
      '{"n":1}',
      '{"site_id":"","received_at":77,"record":"set_aside","note":"{}"}',
    ]);
    expect(await linesOf(`${file}.refused`)).toEqual(['\0torn']);
  });

  it('takes many out at once, and one line counts those of a site and quarter of an hour', async () => {
    const event = (n: number, site = 'shop', at = 1_000) => `{"site_id":"${site}","received_at":${at},"n":${n}}`;
    const bad = [event(2), event(3), event(5, 'other'), event(6, 'shop', 900_000), `${event(7).slice(0, -2)}\0`];
    const file = await segment(event(1), bad[0] ?? '', bad[1] ?? '', event(4), ...bad.slice(2));
    const { sizeBytes, events } = await setAsideLines(file, [2, 3, 5, 6, 7], unchecked);
    expect(events).toBe(5);
    expect(sizeBytes).toBe((await readFile(file)).length);
    expect(await linesOf(file)).toEqual([
      event(1),
      event(4),
      '{"site_id":"shop","received_at":1000,"record":"set_aside","note":"{\\"events\\":3}"}',
      '{"site_id":"other","received_at":1000,"record":"set_aside","note":"{}"}',
      '{"site_id":"shop","received_at":900000,"record":"set_aside","note":"{}"}',
    ]);
    expect(await linesOf(`${file}.refused`)).toEqual(bad);
  });

  it('of a segment with checks leaves one that is sound', async () => {
    const file = await segment();
    await writeFile(
      file,
      Buffer.concat(['{"n":1}\n{"n":2}\n', '{"n":3}\n'].map((lines) => groupOf(Buffer.from(lines)))),
    );
    // The third line is the check of the first two.
    await setAsideLines(file, [4], { isChecked: true, nowMs: 77 });
    expect(await isSound(file)).toBe(true);
    expect((await linesOf(file)).filter((line) => !isCheckLine(line))).toEqual([
      '{"n":1}',
      '{"n":2}',
      '{"site_id":"","received_at":77,"record":"set_aside","note":"{}"}',
    ]);
  });

  it('of a refused event leaves its count, and then nothing: it ends', async () => {
    const note = JSON.stringify({ reason: 'unknown_kind', rejection: { id: '1' } });
    const file = await segment(JSON.stringify({ site_id: 'shop', received_at: 7, record: 'rejected', note }));
    expect(await setAsideLines(file, [1], unchecked)).toMatchObject({ events: 0 });
    const [counted = ''] = await linesOf(file);
    expect(JSON.parse(JSON.parse(counted).note)).toEqual({ reason: 'unknown_kind' });
    await setAsideLines(file, [1], unchecked);
    expect(await linesOf(file)).toEqual([]);
  });

  it('of what replays a refused event leaves nothing: that one is on its list still', async () => {
    const note = JSON.stringify({ replays: { id: '1', reason: 'unknown_domain' } });
    const file = await segment(JSON.stringify({ site_id: 'shop', received_at: 7, note }));
    expect(await setAsideLines(file, [1], unchecked)).toEqual({ sizeBytes: 0, events: 0 });
  });

  it('that do not exist is refused, and changes nothing', async () => {
    const file = await segment('{}');
    await expect(setAsideLines(file, [1, 2], unchecked)).rejects.toThrow('has no line 2');
    expect(await linesOf(file)).toEqual(['{}']);
  });
});

describe('what the spool keeps beside the segments', () => {
  it('stays few and small: the oldest goes, the newest and every segment stay', async () => {
    for (const name of ['1.ndjson.refused', '2.open.torn', '3.ndjson.damaged', '4.ndjson.refused', '0.ndjson'])
      await writeFile(path.join(folder, name), 'x'.repeat(10));
    await boundKeptFiles(folder, { files: 3, bytes: 1_000 });
    expect((await readdir(folder)).toSorted()).toEqual([
      '0.ndjson',
      '2.open.torn',
      '3.ndjson.damaged',
      '4.ndjson.refused',
    ]);
    await boundKeptFiles(folder, { files: 3, bytes: 20 });
    expect((await readdir(folder)).toSorted()).toEqual(['0.ndjson', '3.ndjson.damaged', '4.ndjson.refused']);
    await boundKeptFiles(folder, { files: 3, bytes: 1 });
    expect((await readdir(folder)).toSorted()).toEqual(['0.ndjson', '4.ndjson.refused']);
  });
});
