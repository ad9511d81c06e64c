import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpooledCounts } from '../../delivery/spooled-counts.ts';
import { openSpool, type Spool } from '../../ingest/spool.ts';
import { startWriter } from '../../ingest/writer.ts';
import { createMetrics } from '../../metrics.ts';
import { defaultSiteSettings, type Site } from '../../sites/site.ts';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import type { Import } from './import.ts';
import { createImports, type Imports } from './imports.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const site: Site = {
  ...defaultSiteSettings,
  id: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  publicKeys: ['key'],
  createdAt: 0,
};

let opened: TestStore;
let folder: string;
let spool: Spool;
let closing: AbortController;
let endedLate: Import[];
beforeEach(async () => {
  opened = await openTestStore();
  folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
  spool = await openSpool({ folder, maxBytes: 1024 * 1024 * 1024 });
  closing = new AbortController();
  endedLate = [];
});
afterEach(async () => {
  await spool.close();
  await opened.end();
  await rm(folder, { recursive: true, force: true });
});

/** The imports of one process. Nothing drains the spool until `stored` does. */
const startImports = (spoolMaxBytes = 1024 * 1024 * 1024): Imports =>
  createImports({
    store: () => opened.store,
    spool,
    metrics: createMetrics({ spoolBytes: () => 0, oldestUnwrittenSeconds: () => 0 }),
    spooledCounts: createSpooledCounts(),
    spoolMaxBytes,
    nowMs: () => NOW,
    closing: closing.signal,
    onEndedLate: async (one) => void endedLate.push(one),
  });

const stored = async () => {
  await spool.seal();
  const writer = startWriter({ spool, store: () => opened.store });
  await writer.drain(Date.now() + 20_000);
  await writer.stop();
  return opened.count('shop');
};

const fileOf = (count: number, own: (index: number) => object = () => ({})) =>
  Buffer.from(
    Array.from({ length: count }, (_, index) => {
      const event = { kind: 'custom', at: NOW - 1_000, customerId: 'c', properties: { name: 'n' }, ...own(index) };
      return `${JSON.stringify(event)}\n`;
    }).join(''),
  );
const wanted = { name: 'file', format: 'ndjson' as const, sizeBytes: null };
const whole = (bytes: Buffer, offset = 0) => ({ bytes: bytes.subarray(offset), offset, isLast: true });

describe('imports', { timeout: 60_000 }, () => {
  it('wait while much lies in the spool, take what they can of a part, and go on when it is stored', async () => {
    // A quarter of the spool is theirs.
    const imports = startImports(400_000);
    const { id } = await imports.create(site, wanted, 'person:1');
    const file = fileOf(1_000);
    const first = await imports.take(site, id, whole(file));
    expect(first.status).toBe('open');
    expect(first.read).toBeGreaterThan(0);
    expect(first.read).toBeLessThan(1_000);
    expect(first.offset).toBe(fileOf(first.read).length);
    await expect(imports.take(site, id, whole(file, first.offset))).rejects.toMatchObject({
      status: 503,
      code: 'import_must_wait',
      retryAfterS: 5,
    });
    // What is live still gets in.
    await spool.append('{}\n');
    let state = first;
    for (let round = 0; state.status === 'open' && round < 10; round += 1) {
      await stored();
      state = await imports.take(site, id, whole(file, state.offset));
    }
    expect(state).toMatchObject({ status: 'done', read: 1_000, accepted: 1_000, duplicate: 0 });
    expect(await stored()).toBe(1_000);
  });

  it('count a part once that another process took and did not live to note, whether it was stored or still waits', async () => {
    const file = fileOf(600, (index) => (index % 2 ? { id: `own ${index}` } : {}));
    const { id } = await startImports().create(site, wanted, 'person:1');
    for (const isStored of [false, true]) {
      // The documents are away at the moment when the part is noted: as if the process died there.
      const { documents } = opened.store;
      const put = documents.put;
      documents.put = () => Promise.reject(new Error('gone'));
      await expect(startImports().take(site, id, whole(file))).rejects.toThrow('gone');
      documents.put = put;
      if (isStored) expect(await stored()).toBe(600);
    }
    // Smaller parts than that one: it may have reached behind the first of them.
    const imports = startImports();
    let state = await imports.get('shop', id);
    while (state.status === 'open') {
      const bytes = file.subarray(state.offset, state.offset + 20_000);
      const isLast = state.offset + bytes.length === file.length;
      state = await imports.take(site, id, { bytes, offset: state.offset, isLast });
    }
    expect(state).toMatchObject({ status: 'done', read: 600, accepted: 600, duplicate: 0, rejected: 0 });
    expect(await stored()).toBe(600);
  });

  it('note what was taken as soon as the store takes notes again, in the same process', async () => {
    const imports = startImports();
    const { id } = await imports.create(site, wanted, 'person:1');
    const { documents } = opened.store;
    const put = documents.put;
    documents.put = () => Promise.reject(new Error('gone'));
    await expect(imports.take(site, id, whole(fileOf(10)))).rejects.toThrow('gone');
    documents.put = put;
    expect(await imports.get('shop', id)).toMatchObject({ status: 'done', accepted: 10 });
    expect(await startImports().get('shop', id)).toMatchObject({ status: 'done', accepted: 10 });
  });

  it('tell once that one has ended, though whoever ended it was told that it could not be noted', async () => {
    const imports = startImports();
    const [one, other] = [await imports.create(site, wanted, 'p'), await imports.create(site, wanted, 'p')];
    const { documents } = opened.store;
    const put = documents.put;
    documents.put = () => Promise.reject(new Error('gone'));
    await expect(imports.take(site, one.id, whole(fileOf(10)))).rejects.toThrow('gone');
    await expect(imports.cancel('shop', other.id)).rejects.toThrow('gone');
    documents.put = put;
    expect(endedLate).toEqual([]);
    for (let time = 0; time < 2; time += 1) for (const { id } of [one, other]) await imports.get('shop', id);
    expect(endedLate.map(({ id, status }) => [id, status])).toEqual([
      [one.id, 'done'],
      [other.id, 'cancelled'],
    ]);
    // What ends as it should is its caller's to tell.
    const { id } = await imports.create(site, wanted, 'p');
    await imports.take(site, id, whole(fileOf(10)));
    expect(endedLate).toHaveLength(2);
  });

  it('never give two lines the same id, of whichever imports', async () => {
    const imports = startImports();
    for (let time = 0; time < 3; time += 1) {
      const { id } = await imports.create(site, wanted, 'person:1');
      await imports.take(site, id, whole(fileOf(400)));
    }
    expect(await stored()).toBe(1_200);
  });

  it('stop between two slices when the collector stops; the rest is for the next start', async () => {
    const imports = startImports();
    const { id } = await imports.create(site, wanted, 'person:1');
    const taking = imports.take(site, id, whole(fileOf(5_000)));
    while (spool.sizeBytes() === 0) await new Promise((later) => setImmediate(later));
    closing.abort();
    const { status, read, offset } = await taking;
    expect(status).toBe('open');
    expect(read).toBeLessThan(5_000);
    expect(offset).toBe(fileOf(read).length);
    const rest = { bytes: fileOf(5_000).subarray(offset), offset, isLast: true };
    await expect(imports.take(site, id, rest)).rejects.toMatchObject({ status: 503, code: 'import_must_wait' });
  });

  it('are open twenty at a time, and of those that ended a hundred are kept', async () => {
    const imports = startImports();
    for (let time = 0; time < 20; time += 1) await imports.create(site, wanted, 'person:1');
    await expect(imports.create(site, wanted, 'person:1')).rejects.toMatchObject({ code: 'too_many_imports' });
    const [last] = await imports.list('shop');
    await imports.cancel('shop', String(last?.id));
    await imports.create(site, wanted, 'person:1');
    expect(await imports.list('shop')).toHaveLength(21);
  });
});
