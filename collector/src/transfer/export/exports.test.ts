import { catalog } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../lib/refusal.ts';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import { createExports } from './exports.ts';

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  await opened.insert([{ site_id: 'shop', time: Date.UTC(2026, 0, 2), received_at: Date.UTC(2026, 0, 2) }]);
});
afterAll(() => opened.end());

const wanted = (signal = new AbortController().signal) => ({
  definition: { range: { from: '2026-01-01', to: '2026-01-31' } },
  format: 'ndjson' as const,
  hasMark: false,
  context: { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 1), catalog },
  signal,
});
const textOf = (stream: ReadableStream) => new Response(stream).text();

describe('exports', { timeout: 60_000 }, () => {
  it('run two at a time: one more is told to come back, until one is read to its end or its reader is gone', async () => {
    const exports = createExports(() => opened.store, new AbortController().signal);
    const leaving = new AbortController();
    const first = await exports.begin(wanted());
    const second = await exports.begin(wanted(leaving.signal));
    const busy = await exports.begin(wanted()).catch((error: unknown) => error);
    expect(busy).toBeInstanceOf(Refusal);
    expect(busy).toMatchObject({ status: 503, code: 'exports_busy', retryAfterS: 10 });

    expect((await textOf(first.stream)).split('\n')).toHaveLength(2);
    const third = await exports.begin(wanted());
    leaving.abort();
    const fourth = await exports.begin(wanted());
    await expect(textOf(second.stream)).rejects.toThrow(/cancelled/);
    await Promise.all([third, fourth].map(({ stream }) => stream.cancel()));
    await (await exports.begin(wanted())).stream.cancel();
  });

  it('leave no place taken when they cannot begin', async () => {
    const exports = createExports(() => opened.store, new AbortController().signal);
    for (let time = 0; time < 3; time += 1)
      await expect(exports.begin({ ...wanted(), definition: { range: { from: '2026-01-01' } } })).rejects.toThrow();
    for (let time = 0; time < 3; time += 1)
      await expect(
        exports.begin({ ...wanted(), definition: { ...wanted().definition, events: [{ kind: 'nonsense' }] } }),
      ).rejects.toThrow(/nonsense/);
    await (await exports.begin(wanted())).stream.cancel();
  });

  it('end when the collector stops', async () => {
    const closing = new AbortController();
    const { stream } = await createExports(() => opened.store, closing.signal).begin(wanted());
    closing.abort();
    await expect(textOf(stream)).rejects.toThrow();
  });
});
