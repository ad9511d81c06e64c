import { expect, it, vi } from 'vitest';
import { ENDLESS, failureOf } from '../../fixtures/store-rows.ts';
import type { TestedStore } from './tested-store.ts';

/** How questions and writes of every engine go on beside each other, and end. */
export const questionsBesideOthers = (tested: TestedStore) => {
  const { insert, count, one } = tested;

  it('cancels a query in the engine when the signal fires', async () => {
    const controller = new AbortController();
    const answer = failureOf(
      tested.store.rows({ sql: ENDLESS, params: { salt: 'cancel me' } }, { signal: controller.signal }),
    );
    const running = () =>
      one(
        "SELECT count() FROM system.processes WHERE query LIKE '%numbers(1000000000000000)%' AND query NOT LIKE '%processes%'",
      );
    await vi.waitFor(async () => expect(await running()).toBe(1), 20_000);
    controller.abort();
    expect(await answer).toMatchObject({ code: 'cancelled' });
    await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 10_000 });
    // The connection serves the next query.
    for (let n = 0; n < 4; n++) expect(await one('SELECT 1')).toBe(1);
  });

  it('takes no other query along when one is cancelled just as it ends', async () => {
    const brief = 'SELECT count() FROM numbers({rows:UInt64}) WHERE NOT ignore(sipHash64(number))';
    const failures: string[] = [];
    for (let n = 0; n < 150; n++) {
      const controller = new AbortController();
      // Whether it ends before it is cancelled does not matter here.
      const either = tested.store
        .rows({ sql: brief, params: { rows: 1000 * n } }, { signal: controller.signal })
        .catch(() => {});
      const others = Array.from({ length: 6 }, () => tested.store.rows({ sql: 'SELECT 1' }));
      setTimeout(() => controller.abort(), n % 10);
      await either;
      for (const other of await Promise.allSettled(others))
        if (other.status === 'rejected') failures.push(String(other.reason));
    }
    expect(failures).toEqual([]);
  });

  it('does not begin a query whose signal has fired already', async () => {
    expect(await failureOf(tested.store.rows({ sql: 'SELECT 1' }, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'cancelled',
    });
  });

  it('ends a query that takes too long, in plain words', async () => {
    const failure = await failureOf(
      tested.store.rows({ sql: ENDLESS, params: { salt: 'too long' } }, { timeoutMs: 300 }),
    );
    expect(failure).toMatchObject({ code: 'timeout' });
    expect(failure.message).toContain('300 ms');
  });

  it('ends a query that needs too much memory, in plain words, and answers the next', async () => {
    const failure = await failureOf(tested.store.rows({ sql: 'SELECT length(range(toUInt64(400000000)))' }));
    expect(failure).toMatchObject({ code: 'memory_limit' });
    expect(failure.message).toMatch(/memory than its limit of \d+ MB/);
    expect(await one('SELECT 1')).toBe(1);
  });

  it('answers a query with nothing of the one that failed before it', async () => {
    const failing =
      'SELECT number, throwIf(number = 100000) FROM numbers(200000) SETTINGS max_block_size = 1000, max_threads = 1';
    // As many as there may be connections, so that each of them has failed once.
    await Promise.all(Array.from({ length: 8 }, () => failureOf(tested.store.bytes({ sql: failing }))));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => tested.store.bytes({ sql: 'SELECT toUInt8(7)' })),
    );
    expect(answers.map(({ bytes }) => [...bytes])).toEqual(Array.from({ length: 8 }, () => [7]));
  });

  it('answers and stores while another query is slow', async () => {
    const controller = new AbortController();
    const slow = failureOf(
      tested.store.rows({ sql: ENDLESS, params: { salt: 'slow' } }, { signal: controller.signal }),
    );
    let hasEnded = false;
    void slow.then(() => {
      hasEnded = true;
    });
    expect(await one('SELECT {n:UInt8}', { n: 7 })).toBe(7);
    await insert([{ event_id: '1' }]);
    expect(
      await tested.store.documents.put({ kind: 'note', siteId: '', id: 'a', body: {}, author: 'me' }),
    ).toMatchObject({
      version: 1,
    });
    expect(await count()).toBe(1);
    expect(hasEnded).toBe(false);
    controller.abort();
    await slow;
  });

  it('answers pings and documents, and stores, however many questions are slow', async () => {
    const controller = new AbortController();
    const slow = Array.from({ length: 10 }, (_, n) =>
      failureOf(tested.store.rows({ sql: ENDLESS, params: { salt: `busy ${n}` } }, { signal: controller.signal })),
    );
    await tested.store.ping();
    await tested.store.documents.put({ kind: 'site', siteId: '', id: 'shop', body: 'open', author: 'me' });
    expect(await tested.store.documents.get({ kind: 'site', siteId: '', id: 'shop' })).toMatchObject({ body: 'open' });
    expect(await insert([{ event_id: '1' }])).toEqual({ rows: 1, duplicates: 0 });
    controller.abort();
    for (const failure of await Promise.all(slow)) expect(failure).toMatchObject({ code: 'cancelled' });
    expect(await count()).toBe(1);
  });

  it('answers many queries at once, each with its own values', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        one('SELECT concat({text:String}, toString({n:UInt32}))', { text: `é${n}-`, n }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => `é${n}-${n}`));
  });
};
