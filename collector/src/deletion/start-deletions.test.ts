import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccess } from '../access/access.ts';
import { createAudit } from '../audit/audit.ts';
import { readConfig } from '../config.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { DELETION_STANDS_MS, type Deletion } from './deletion.ts';
import { openKeptFiles } from './kept-files.ts';
import { type Deletions, startDeletions } from './start-deletions.ts';

const log = pino({ level: 'silent' });
const NOW = Date.now();
let nowMs = NOW;

let test: TestStore;
let keptFolder: string;
const started: Deletions[] = [];
beforeAll(async () => {
  test = await openTestStore();
  keptFolder = await mkdtemp(path.join(tmpdir(), 'kept-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((deletions) => deletions.stop()));
  nowMs = NOW;
});
afterAll(async () => {
  await test.end();
  await rm(keptFolder, { recursive: true });
});

const start = (settleSpool: () => Promise<void> = async () => {}) => {
  const requiredStore = () => test.store;
  const now = () => nowMs;
  const deletions = startDeletions({
    store: requiredStore,
    requiredStore,
    access: createAccess({ documents: () => test.store.documents, nowMs: now }),
    settleSpool,
    keptFiles: openKeptFiles({ folder: keptFolder, isInSpool: () => false, nowMs: now }),
    audit: createAudit({ store: requiredStore, addressRules: readConfig({}), log, nowMs: now }),
    onSeen: () => {},
    log,
    nowMs: now,
  });
  started.push(deletions);
  return deletions;
};

const request = (siteId: string, target: Deletion['target'], change: Partial<Deletion> = {}): Deletion => ({
  id: randomUUID(),
  siteId,
  target,
  requestedAt: NOW,
  requestedBy: 'person:ada',
  status: 'waiting',
  events: 0,
  erased: 0,
  monthsDone: 0,
  months: 0,
  finishedAt: null,
  message: '',
  worker: '',
  beatAt: NOW,
  visitorIds: [],
  ...change,
});
const visitor: Deletion['target'] = { type: 'visitor', visitorId: '0000000000000007' };

const carriedOut = async (deletions: Deletions, deletion: Deletion) => {
  await deletions.book.add(deletion);
  deletions.wake();
  await untilDone(deletions, deletion);
};
const untilDone = (deletions: Deletions, { id }: Deletion) =>
  vi.waitFor(async () => expect((await deletions.book.get(id))?.deletion.status).toBe('done'), { timeout: 10_000 });

describe('a deletion', { timeout: 30_000 }, () => {
  it('takes what the spool keeps for a person to look at along, in every collector', async () => {
    const line = { site_id: 'kept', visitor_id: '7', time: NOW - 5, received_at: NOW - 4 };
    const file = `${NOW - 10}-abcdefabcdef.ndjson.refused`;
    await writeFile(path.join(keptFolder, file), `${JSON.stringify(line)}\n`);
    const deletions = start();
    await carriedOut(deletions, request('kept', visitor));
    expect(await readdir(keptFolder)).toEqual([]);
    // Set aside later than that, it goes with the next sweep.
    await writeFile(path.join(keptFolder, file), `${JSON.stringify(line)}\n`);
    await deletions.sweep();
    expect(await readdir(keptFolder)).toEqual([]);
  });

  it('of a visitor still holds for what arrives late, and not for what happened after it', async () => {
    const deletions = start();
    await carriedOut(deletions, request('late', visitor));
    const row = { site_id: 'late', visitor_id: '7' };
    await test.insert([
      { ...row, time: NOW - 5_000, received_at: NOW - 4_000 },
      { ...row, time: NOW - 5_000, received_at: NOW + 60_000 },
      { ...row, time: NOW + 1_000, received_at: NOW + 2_000 },
      { ...row, visitor_id: '8', time: NOW - 5_000, received_at: NOW - 4_000 },
    ]);
    expect(await deletions.sweep()).toBe(2);
    expect(await test.count('late')).toBe(2);
    expect(await deletions.sweep()).toBe(0);
    expect(await test.store.auditLog.list({ siteId: 'late', action: 'deletion.sweep', limit: 5 })).toMatchObject([
      { object: '2 events', actor: { kind: 'collector' } },
    ]);
  });

  it('of a customer still knows the visitors when their earlier events arrive after it', async () => {
    const deletions = start();
    const row = { site_id: 'known', visitor_id: '9', time: NOW - 5_000, received_at: NOW - 4_000 };
    await test.insert([{ ...row, customer_id: 'ada' }]);
    await carriedOut(deletions, request('known', { type: 'customer', customerId: 'ada' }));
    await test.insert([row, { ...row, customer_id: 'bob' }]);
    expect(await deletions.sweep()).toBe(1);
    expect(await test.count('known')).toBe(1);
  });

  it('of a range does not hold for what is imported into it afterwards', async () => {
    const deletions = start();
    await carriedOut(deletions, request('again', { type: 'range', from: 0, to: NOW }));
    await test.insert([
      { site_id: 'again', time: NOW - 5_000, received_at: NOW - 1 },
      { site_id: 'again', time: NOW - 5_000, received_at: NOW + 1_000 },
    ]);
    expect(await deletions.sweep()).toBe(1);
    expect(await test.count('again')).toBe(1);
  });

  it('begins only when what had been accepted is stored', async () => {
    const deletions = start(() => test.insert([{ site_id: 'spooled', visitor_id: '7', time: NOW, received_at: NOW }]));
    const deletion = request('spooled', visitor);
    await carriedOut(deletions, deletion);
    expect((await deletions.book.get(deletion.id))?.deletion.erased).toBe(1);
    expect(await test.count('spooled')).toBe(0);
  });

  it('goes on at another collector when the one that worked at it is gone, and not before', async () => {
    const deletions = start();
    await test.insert([{ site_id: 'dead', visitor_id: '7', time: NOW - 1, received_at: NOW - 1 }]);
    const deletion = request('dead', visitor, { status: 'running', worker: 'gone', beatAt: NOW });
    await deletions.book.add(deletion);
    deletions.wake();
    // Sweeping stands in the same line, so looking is over when it is.
    await deletions.sweep();
    expect(await test.count('dead')).toBe(1);
    nowMs = NOW + 31_000;
    deletions.wake();
    await untilDone(deletions, deletion);
    expect(await test.count('dead')).toBe(0);
  });

  it('that was stopped in the middle goes on at the next start', async () => {
    await test.insert([{ site_id: 'stopped', visitor_id: '7', time: NOW - 1, received_at: NOW - 1 }]);
    const settling = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
    const first = start(settling);
    const deletion = request('stopped', visitor);
    await first.book.add(deletion);
    first.wake();
    await vi.waitFor(() => expect(settling).toHaveBeenCalled(), 20_000);
    await first.stop();
    expect(await test.count('stopped')).toBe(1);
    const second = start();
    second.wake();
    await untilDone(second, deletion);
    expect(await test.count('stopped')).toBe(0);
  });

  it('is carried out by one of several collectors', async () => {
    const settling = vi.fn(async () => {});
    const both = [start(settling), start(settling)] as const;
    await test.insert([{ site_id: 'shared', visitor_id: '7', time: NOW - 1, received_at: NOW - 1 }]);
    const deletion = request('shared', visitor);
    await both[0].book.add(deletion);
    for (const deletions of both) deletions.wake();
    await untilDone(both[1], deletion);
    await Promise.all(both.map((deletions) => deletions.sweep()));
    expect(settling).toHaveBeenCalledTimes(1);
    expect((await both[0].book.get(deletion.id))?.deletion.erased).toBe(1);
  });

  it('is forgotten after 90 days, with the person that it names', async () => {
    const deletions = start();
    const deletion = request('old', visitor);
    await carriedOut(deletions, deletion);
    nowMs = NOW + DELETION_STANDS_MS - 1;
    await deletions.sweep();
    expect(await deletions.book.get(deletion.id)).toBeDefined();
    nowMs = NOW + DELETION_STANDS_MS + 60_000;
    await deletions.sweep();
    const key = { kind: 'deletion', siteId: '', id: deletion.id };
    expect(await test.store.documents.history(key)).toEqual([]);
  });
});
