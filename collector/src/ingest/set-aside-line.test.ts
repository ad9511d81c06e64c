import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundKeptFiles } from './bound-kept-files.ts';
import { setAsideLine } from './set-aside-line.ts';

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

describe('setting a line aside', () => {
  it('that nobody can read counts it for no site, now', async () => {
    const file = await segment('{"n":1}', '\0torn');
    expect((await setAsideLine(file, 2, 77)).event).toEqual({ siteId: '', receivedAt: 77 });
    expect(await linesOf(file)).toEqual([
      '{"n":1}',
      '{"site_id":"","received_at":77,"record":"set_aside","note":"{}"}',
    ]);
    expect(await linesOf(`${file}.refused`)).toEqual(['\0torn']);
  });

  it('of a refused event leaves its count, and then nothing: it ends', async () => {
    const note = JSON.stringify({ reason: 'unknown_kind', rejection: { id: '1' } });
    const file = await segment(JSON.stringify({ site_id: 'shop', received_at: 7, record: 'rejected', note }));
    expect((await setAsideLine(file, 1)).event).toBeUndefined();
    const [counted = ''] = await linesOf(file);
    expect(JSON.parse(JSON.parse(counted).note)).toEqual({ reason: 'unknown_kind', events: 1 });
    await setAsideLine(file, 1);
    expect(await linesOf(file)).toEqual([]);
  });

  it('that does not exist is refused', async () => {
    await expect(setAsideLine(await segment('{}'), 2)).rejects.toThrow('has no line 2');
  });
});

describe('what the spool keeps beside the segments', () => {
  it('stays few and small: the oldest goes, the newest and every segment stay', async () => {
    for (const name of ['1.ndjson.refused', '2.open.torn', '3.ndjson.refused', '4.ndjson.refused', '0.ndjson'])
      await writeFile(path.join(folder, name), 'x'.repeat(10));
    await boundKeptFiles(folder, { files: 3, bytes: 1_000 });
    expect((await readdir(folder)).toSorted()).toEqual([
      '0.ndjson',
      '2.open.torn',
      '3.ndjson.refused',
      '4.ndjson.refused',
    ]);
    await boundKeptFiles(folder, { files: 3, bytes: 20 });
    expect((await readdir(folder)).toSorted()).toEqual(['0.ndjson', '3.ndjson.refused', '4.ndjson.refused']);
    await boundKeptFiles(folder, { files: 3, bytes: 1 });
    expect((await readdir(folder)).toSorted()).toEqual(['0.ndjson', '4.ndjson.refused']);
  });
});
