import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '@telltale/store';
import { describe, expect, it } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { failureOf, storeConformance } from './store-conformance.ts';

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

  it('says which process holds the folder when a second one opens it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-store-'));
    const store = await openStore({ dataDir });
    const program = `import { openStore } from '@telltale/store';
      await openStore({ dataDir: process.argv[1] }).catch((error) => console.log(JSON.stringify({ code: error.code, message: error.message })));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', program, dataDir],
      { cwd: new URL('.', import.meta.url) },
    );
    expect(JSON.parse(stdout)).toEqual({
      code: 'locked',
      message: expect.stringContaining(`is in use by another process (${process.pid})`),
    });
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
