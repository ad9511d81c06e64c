import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { openStore } from '@telltale/store';
import { describe, expect, it } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { eventRow, failureOf } from '../fixtures/store-rows.ts';
import { storeConformance } from './store-conformance/store-conformance.ts';

/** Runs a program of a test's own, as the sources run. */
const sourceArgs = ['--conditions=source', '--import', 'tsx', '--input-type=module'];
const cwd = new URL('.', import.meta.url);

describe('the embedded store', () => {
  describe('like every store', () =>
    storeConformance(async () => {
      const dataDirs: string[] = [];
      return {
        async renew() {
          dataDirs.push(await mkdtemp(join(tmpdir(), 'telltale-store-')));
        },
        open: () => openStore({ dataDir: dataDirs.at(-1) ?? '' }),
        async end() {
          for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true });
        },
      };
    }));

  it('keeps no logs of the engine that could grow', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-store-'));
    const store = await openStore({ dataDir });
    await store.migrate();
    const { rows } = await store.rows({
      sql: "SELECT name FROM system.tables WHERE database = 'system' AND engine LIKE '%MergeTree'",
    });
    expect(rows).toEqual([]);
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('says which process holds the folder when a second one opens it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-store-'));
    const store = await openStore({ dataDir });
    const program = `import { openStore } from '@telltale/store';
      await openStore({ dataDir: process.argv[1] }).catch((error) => console.log(JSON.stringify({ code: error.code, message: error.message })));`;
    const { stdout } = await promisify(execFile)(process.execPath, [...sourceArgs, '-e', program, dataDir], { cwd });
    expect(JSON.parse(stdout)).toEqual({
      code: 'locked',
      message: expect.stringContaining(`is in use by another process (${process.pid})`),
    });
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has each event once when its process was killed in mid-insert, and the segments are tried again', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-store-'));
    // Each segment repeats the last event of the one before; half of them span two months.
    const program = `import { writeFile } from 'node:fs/promises';
      import { openStore } from '@telltale/store';
      import { eventRow } from '../fixtures/store-rows.ts';
      const [dataDir, round] = process.argv.slice(1);
      const store = await openStore({ dataDir });
      await store.migrate();
      for (let n = 0; ; n++) {
        const first = (Number(round) * 1000 + n) * 10;
        const rows = Array.from({ length: 11 }, (_, i) =>
          eventRow({ event_id: String(first + i), ...(i % 2 ? { time: Date.UTC(2025, 9 + (n % 2), 5) } : {}) }));
        const path = dataDir + '/segment-' + round + '-' + n;
        await writeFile(path, rows.map((row) => JSON.stringify(row) + '\\n').join(''));
        process.stdout.write('writing ' + path + '\\n');
        await store.insertSegment({ path, token: path });
      }`;
    const written: string[] = [];
    for (const round of [0, 1, 2]) {
      const child = spawn(process.execPath, [...sourceArgs, '-e', program, dataDir, String(round)], { cwd });
      const lines = createInterface({ input: child.stdout });
      for await (const line of lines) {
        written.push(line.replace('writing ', ''));
        // The line was printed just before the insert: the kill falls into it, a little later each round.
        if (written.length % 5 === 4) setTimeout(() => child.kill('SIGKILL'), round * 12);
      }
    }
    expect(written.length).toBeGreaterThanOrEqual(12);

    const store = await openStore({ dataDir });
    for (const path of written.reverse()) await store.insertSegment({ path, token: path });
    const { rows } = await store.rows({ sql: 'SELECT count() AS stored, uniqExact(event_id) AS events FROM events' });
    const perRound = [0, 1, 2].map((round) => written.filter((path) => path.includes(`segment-${round}-`)).length);
    const expected = perRound.reduce((total, segments) => total + segments * 10 + 1, 0);
    expect(rows).toEqual([{ stored: expected, events: expected }]);
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('says so when this process has another folder open', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'telltale-store-'))));
    const store = await openStore({ dataDir: first ?? '' });
    const failure = await failureOf(openStore({ dataDir: second ?? '' }));
    expect(failure).toMatchObject({ code: 'locked' });
    expect(failure.message).toContain('already has an embedded store in another folder');
    await store.close();
    for (const dataDir of [first, second]) await rm(dataDir ?? '', { recursive: true, force: true });
  });
});

describe('the store on a server', () => {
  describe('like every store', () =>
    storeConformance(async () => {
      const server: ClickHouseServer = await startClickHouseServer();
      let databases = 0;
      return {
        async renew() {
          databases++;
        },
        open: () => openStore({ url: `${server.url}/test_${databases}` }),
        end: () => server.stop(),
      };
    }));

  it('says that the server is away, that trying again makes sense, and works again when it is back', async () => {
    const away = await startClickHouseServer();
    const store = await openStore({ url: `${away.url}/telltale` });
    await store.migrate();
    await store.documents.put({ kind: 'note', siteId: '', id: 'a', body: 'kept', author: 'me' });
    await away.kill();
    const failure = await failureOf(store.ping());
    expect(failure).toMatchObject({ code: 'unavailable', isRetryable: true });
    expect(await failureOf(store.migrate())).toMatchObject({ code: 'unavailable', isRetryable: true });
    await away.restart();
    expect(await store.documents.get({ kind: 'note', siteId: '', id: 'a' })).toMatchObject({ body: 'kept' });
    await store.close();
    await away.stop();
  });

  it('has each event once when the server was killed in mid-insert, and the segments are tried again', async () => {
    const server = await startClickHouseServer();
    const store = await openStore({ url: `${server.url}/telltale` });
    await store.migrate();
    let failures = 0;
    for (let n = 0; n < 6; n++) {
      const path = join(server.path, `segment-${n}`);
      const rows = [1, 2, 3].map((i) =>
        eventRow({ event_id: String(n * 3 + i), time: Date.UTC(2025, 9 + (i % 2), 5) }),
      );
      await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const inserting = store.insertSegment({ path, token: path }).then(
        () => undefined,
        (error: unknown) => error,
      );
      await new Promise((next) => setTimeout(next, n * 6));
      await server.kill();
      const failure = await inserting;
      if (failure !== undefined) {
        failures++;
        expect(failure).toMatchObject({ code: 'unavailable', isRetryable: true });
      }
      await server.restart();
      expect(await store.insertSegment({ path, token: path })).toEqual({ rows: 3, duplicates: 0 });
    }
    expect(failures).toBeGreaterThan(0);
    expect(
      (await store.rows({ sql: 'SELECT count() AS stored, uniqExact(event_id) AS events FROM events' })).rows,
    ).toEqual([{ stored: 18, events: 18 }]);
    await store.close();
    await server.stop();
  });

  it('says that the password is wrong', async () => {
    const server = await startClickHouseServer();
    const store = await openStore({ url: `${server.url.replace('//', '//default:wrong@')}/telltale` });
    expect(await failureOf(store.ping())).toMatchObject({ code: 'denied', isRetryable: false });
    await store.close();
    await server.stop();
  });

  it.each(['clickhouse', 'tcp://127.0.0.1:9000', 'http://127.0.0.1:8123/my-database'])(
    'refuses the address %s in plain words',
    async (url) => {
      expect((await failureOf(openStore({ url }))).message).toMatch(/must (look like|be letters)/);
    },
  );
});
