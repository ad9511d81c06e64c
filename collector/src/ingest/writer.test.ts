import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Segment, StoreError } from '@telltale/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isCheckLine } from './group-check.ts';
import { openSpool, type Spool } from './spool.ts';
import { startWriter, type Writer } from './writer.ts';

let folder: string;
let spool: Spool;
let writer: Writer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'writer-'));
  spool = await openSpool({ folder, maxBytes: 1024 * 1024 });
});
afterEach(async () => {
  await writer?.stop();
  await spool.close();
  await rm(folder, { recursive: true, force: true });
});

/** A store that writes down what it is given and fails as it is told; the real one stands in the integration tests. */
const createLedger = (
  fail: (segment: Segment) => unknown = () => undefined,
  unreadableLines: (segment: Pick<Segment, 'path'>) => Promise<number[]> = async () => [],
) => {
  const lines: string[] = [];
  const tokens: string[] = [];
  return {
    lines,
    tokens,
    unreadableLines,
    insertSegment: async (segment: Segment) => {
      tokens.push(segment.token);
      const error = fail(segment);
      if (error) throw error;
      const text = await readFile(segment.path, 'utf8');
      lines.push(...text.split('\n').filter((line) => line && !isCheckLine(line)));
      return { rows: 1, duplicates: 0 };
    },
  };
};

const add = async (number: number) => {
  const token = await spool.append(`{"n":${number}}\n`);
  await spool.seal();
  return token;
};
const away = () => new StoreError('away', { code: 'unavailable', isRetryable: true });

describe('the writer', () => {
  it('hands over what is sealed and removes it from the disk', async () => {
    const store = createLedger();
    const onStored = vi.fn();
    writer = startWriter({ spool, store: () => store, onStored });
    const token = await add(1);
    await vi.waitFor(() => expect(onStored).toHaveBeenCalledTimes(1), 20_000);
    expect(onStored.mock.calls[0]?.[0]).toMatchObject({ segment: { token }, rows: 1, duplicates: 0 });
    expect(store.lines).toEqual(['{"n":1}']);
    expect(spool.sealed()).toEqual([]);
  });

  it('replays what an earlier process left', async () => {
    await add(1);
    await add(2);
    const reopened = await openSpool({ folder, maxBytes: 1024 * 1024 });
    const store = createLedger();
    writer = startWriter({ spool: reopened, store: () => store });
    await vi.waitFor(() => expect(store.lines.toSorted()).toEqual(['{"n":1}', '{"n":2}']), 20_000);
    await vi.waitFor(() => expect(reopened.sealed()).toEqual([]), 20_000);
  });

  it('keeps everything while the store is away and hands it over when it is back, each under its first name', async () => {
    let isAway = true;
    const store = createLedger(() => (isAway ? away() : undefined));
    const onFailed = vi.fn();
    writer = startWriter({ spool, store: () => store, onFailed });
    const tokens = [await add(1), await add(2)];
    await vi.waitFor(() => expect(onFailed.mock.calls.length).toBeGreaterThan(1), 20_000);
    expect(spool.sealed().map(({ token }) => token)).toEqual(tokens);
    isAway = false;
    await vi.waitFor(() => expect(store.lines.toSorted()).toEqual(['{"n":1}', '{"n":2}']), 10_000);
    expect(new Set(store.tokens)).toEqual(new Set(tokens));
  });

  it('does not ask a store that was never reached', async () => {
    const onFailed = vi.fn();
    writer = startWriter({ spool, store: () => undefined, onFailed });
    await add(1);
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalled(), 20_000);
    expect(spool.sealed()).toHaveLength(1);
  });

  it('sets lines aside that the store cannot read, all at once, keeps them, and stores the others', async () => {
    const bad = (n: number) => `{"n":"bad ${n}","site_id":"shop","received_at":7}`;
    await spool.append(`{"n":1}\n${bad(1)}\n{"n":3}\n${bad(2)}\n`);
    await spool.seal();
    const [onSetAside, onChanged] = [vi.fn(), vi.fn()];
    const store = createLedger(
      ({ path: file }) =>
        readFileSync(file, 'utf8').includes('bad') && new StoreError('bad', { code: 'invalid_segment', line: 2 }),
      async () => [2, 4],
    );
    writer = startWriter({ spool, store: () => store, onSetAside, onChanged });
    const counted = '{"site_id":"shop","received_at":7,"record":"set_aside","note":"{\\"events\\":2}"}';
    await vi.waitFor(() => expect(store.lines).toEqual(['{"n":1}', '{"n":3}', counted]), 20_000);
    expect(store.tokens).toHaveLength(2);
    expect(onSetAside).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ lines: 2, events: 2 }));
    expect(onChanged).toHaveBeenCalledTimes(1);
    const [kept = ''] = (await readdir(folder)).filter((name) => name.endsWith('.refused'));
    expect(await readFile(path.join(folder, kept), 'utf8')).toBe(`${bad(1)}\n${bad(2)}\n`);
    await vi.waitFor(() => expect(spool.sizeBytes()).toBe(0), 20_000);
  });

  it('sets the first one aside alone when the store cannot tell which others there are', async () => {
    await spool.append('{"n":"bad"}\n{"n":"bad"}\n{"n":3}\n');
    await spool.seal();
    const store = createLedger(
      ({ path: file }) =>
        readFileSync(file, 'utf8').startsWith('{"n":"bad"') &&
        new StoreError('bad', { code: 'invalid_segment', line: 1 }),
      () => Promise.reject(new Error('No room for the probe.')),
    );
    writer = startWriter({ spool, store: () => store });
    await vi.waitFor(() => expect(store.lines[0]).toBe('{"n":3}'), 20_000);
    expect(store.tokens).toHaveLength(3);
  });

  it('hands over nothing that is not as it was written: damage is taken out just before', async () => {
    let isAway = true;
    const store = createLedger(() => (isAway ? away() : undefined));
    const onChanged = vi.fn();
    writer = startWriter({ spool, store: () => store, onChanged });
    await spool.append('{"n":1}\n');
    await spool.append('{"n":2,"site_id":"shop","received_at":7}\n');
    await spool.seal();
    await vi.waitFor(() => expect(store.tokens.length).toBeGreaterThan(0), 20_000);
    const [segment] = spool.sealed();
    if (!segment) throw new Error('There is no segment.');
    await writeFile(segment.path, (await readFile(segment.path, 'utf8')).replace('"n":2', '"n":3'));
    isAway = false;
    const counted = '{"site_id":"shop","received_at":7,"record":"set_aside","note":"{}"}';
    await vi.waitFor(() => expect(store.lines).toEqual(['{"n":1}', counted]), 10_000);
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('lets a segment that the disk does not give back hold up no other', async () => {
    const lost = await add(1);
    const [segment] = spool.sealed();
    if (!segment) throw new Error('There is no segment.');
    await rm(segment.path);
    await mkdir(segment.path);
    const store = createLedger();
    const onFailed = vi.fn();
    writer = startWriter({ spool, store: () => store, onFailed });
    await add(2);
    await add(3);
    await vi.waitFor(() => expect(store.lines.toSorted()).toEqual(['{"n":2}', '{"n":3}']), 20_000);
    expect(store.tokens).not.toContain(lost);
    await vi.waitFor(() => expect(spool.sealed()).toEqual([segment]), 20_000);
    expect(onFailed).toHaveBeenCalledWith(expect.objectContaining({ segment }));
  });

  it('lets a segment that the store refuses hold up no other', async () => {
    const bad = await add(1);
    const store = createLedger(({ token }) => token === bad && new StoreError('bad', { code: 'failed' }));
    writer = startWriter({ spool, store: () => store });
    await add(2);
    await add(3);
    await vi.waitFor(() => expect(store.lines.toSorted()).toEqual(['{"n":2}', '{"n":3}']), 20_000);
    await vi.waitFor(() => expect(spool.sealed().map(({ token }) => token)).toEqual([bad]), 20_000);
  });

  it('tries all again as soon as one that was refused is taken', async () => {
    let isRefusing = true;
    let now = 0;
    const store = createLedger(() => isRefusing && new StoreError('no room', { code: 'failed' }));
    await add(1);
    await add(2);
    const onFailed = vi.fn();
    writer = startWriter({ spool, store: () => store, onFailed, steadyMs: () => now });
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledTimes(2), 20_000);
    isRefusing = false;
    // Only one of them is due by itself.
    now = Math.min(...onFailed.mock.calls.map(([{ retryInMs }]) => retryInMs));
    await vi.waitFor(() => expect(store.lines.toSorted()).toEqual(['{"n":1}', '{"n":2}']), 10_000);
  });

  it('takes the newest and the oldest by turns, so that a backlog does not hide what is fresh', async () => {
    const tokens: string[] = [];
    for (let number = 0; number < 4; number += 1) tokens.push(await add(number));
    const store = createLedger();
    writer = startWriter({ spool, store: () => store });
    await vi.waitFor(() => expect(store.lines).toHaveLength(4), 20_000);
    expect(store.tokens).toEqual([tokens[3], tokens[0], tokens[2], tokens[1]]);
  });

  it('drains within its time, or says that something is left', async () => {
    let isAway = true;
    const store = createLedger(() => (isAway ? away() : undefined));
    writer = startWriter({ spool, store: () => store });
    await add(1);
    expect(await writer.drain(50)).toBe(false);
    isAway = false;
    expect(await writer.drain(10_000)).toBe(true);
  });
});
