import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../lib/refusal.ts';
import { openSpool } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (number: number) => `{"event_id":"${number}"}\n`;
const maxBytes = 1024 * 1024;
const textOf = async () =>
  (
    await Promise.all(
      (
        await readdir(folder)
      )
        .filter((name) => /\.(ndjson|open)$/.test(name))
        .sort()
        .map((name) => readFile(path.join(folder, name), 'utf8')),
    )
  ).join('');

describe('the spool', () => {
  it('can be probed by several at the same time', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await Promise.all(Array.from({ length: 30 }, () => spool.probe()));
    expect(await readdir(folder)).toEqual([]);
    await spool.close();
  });

  it('has a line on disk when it says so', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await spool.append(line(1));
    expect(await textOf()).toBe(line(1));
    await spool.close();
  });

  it('keeps the lines of requests that come together in order, in one segment', async () => {
    const spool = await openSpool({ folder, maxBytes });
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, index) => spool.append(line(index))));
    expect(new Set(tokens).size).toBe(1);
    expect(await textOf()).toBe(Array.from({ length: 50 }, (_, index) => line(index)).join(''));
    await spool.close();
  });

  it('hands a segment over by itself soon after its first line', async () => {
    const spool = await openSpool({ folder, maxBytes });
    const onSealed = vi.fn();
    spool.onSealed(onSealed);
    const token = await spool.append(line(1));
    expect(spool.sealed()).toEqual([]);
    await vi.waitFor(() => expect(spool.sealed()).toMatchObject([{ token, sizeBytes: line(1).length }]), 3_000);
    expect(onSealed).toHaveBeenCalledTimes(1);
    await spool.close();
  });

  it('finds after a crash what was synced before it, and names it as before', async () => {
    const crashed = await openSpool({ folder, maxBytes });
    const token = await crashed.append(line(1));
    const reopened = await openSpool({ folder, maxBytes });
    expect(reopened.sealed()).toMatchObject([{ token, path: path.join(folder, `${token}.ndjson`) }]);
    await reopened.close();
  });

  it.each([
    ['a line torn in the middle', '{"event_id":"2"'],
    ['zeros left by the file system', '\0\0\0\0\0\0'],
    ['a whole line behind a torn one', '{"event_id":"2\n{"event_id":"3"}\n'],
  ])('cuts %s off, keeps what was cut, and says so', async (_, tail) => {
    const crashed = await openSpool({ folder, maxBytes });
    const token = await crashed.append(line(1));
    await appendFile(path.join(folder, `${token}.open`), tail);
    const onTorn = vi.fn();
    const reopened = await openSpool({ folder, maxBytes, onTorn });
    expect(onTorn).toHaveBeenCalledExactlyOnceWith({ token, cutBytes: tail.length });
    expect(await readFile(path.join(folder, `${token}.ndjson`), 'utf8')).toBe(line(1));
    expect(await readFile(path.join(folder, `${token}.open.torn`), 'utf8')).toBe(tail);
    await reopened.close();
  });

  it('drops a segment in which nothing was synced', async () => {
    await writeFile(path.join(folder, '0000000000001-aa.open'), '');
    const spool = await openSpool({ folder, maxBytes });
    expect(spool.sealed()).toEqual([]);
    expect(await textOf()).toBe('');
    await spool.close();
  });

  it('refuses with 503 and a time to come back when it is full, and takes again when there is room', async () => {
    const spool = await openSpool({ folder, maxBytes: 40 });
    await spool.append(line(1));
    await spool.append(line(2));
    const refusal = await spool.append(line(3)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 503, code: 'spool_unavailable', retryAfterS: 10 });
    await spool.seal();
    for (const segment of [...spool.sealed()]) await spool.remove(segment);
    await spool.append(line(3));
    expect(await textOf()).toBe(line(3));
    await spool.close();
  });

  it('refuses while the folder cannot be written, and goes on when it can', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    await expect(spool.append(line(1))).rejects.toMatchObject({ status: 503 });
    await expect(spool.probe()).rejects.toThrow('ENOTDIR');
    await rm(folder);
    await openSpool({ folder, maxBytes });
    await spool.append(line(2));
    expect(await textOf()).toBe(line(2));
    await spool.probe();
    await spool.close();
  });

  it('tells the age of the oldest event that waits', async () => {
    let now = 1_000;
    const spool = await openSpool({ folder, maxBytes, nowMs: () => now });
    expect(spool.oldestAgeMs(now)).toBe(0);
    await spool.append(line(1));
    now = 8_000;
    expect(spool.oldestAgeMs(now)).toBe(7_000);
    await spool.seal();
    expect(spool.oldestAgeMs(now)).toBe(7_000);
    for (const segment of [...spool.sealed()]) await spool.remove(segment);
    expect(spool.oldestAgeMs(now)).toBe(0);
    await spool.close();
  });

  it('takes nothing more once it is closed', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await spool.append(line(1));
    await spool.close();
    expect(spool.sealed()).toHaveLength(1);
    await expect(spool.append(line(2))).rejects.toMatchObject({ status: 503 });
  });
});
