import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openStore } from '@telltale/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { storeEvents } from '../fixtures/store-events.ts';
import { eventRow, failureOf } from '../fixtures/store-rows.ts';

/** Passes everything on, and leaves out the end of answers in the format Native, as a server does whose disk fills up. */
const startCuttingOff = async (server: ClickHouseServer) => {
  const proxy = createServer((asked, answer) => {
    const { url, method, headers } = asked;
    const passed = request(`${server.url}${url}`, { method, headers }, async (told) => {
      const body = await buffer(told);
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = told.headers;
      const isSaved = kept['x-clickhouse-format'] === 'Native' && body.length > 0;
      answer.writeHead(told.statusCode ?? 0, kept).end(isSaved ? body.subarray(0, keptBytes(body)) : body);
    });
    asked.pipe(passed);
  });
  let keptBytes = (body: Buffer) => body.length;
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    keep(bytes: typeof keptBytes) {
      keptBytes = bytes;
    },
    close: () => new Promise((resolve) => proxy.close(resolve).closeAllConnections()),
  };
};

describe('a backup of a server', () => {
  let server: ClickHouseServer;
  let folder: string;
  beforeAll(async () => {
    server = await startClickHouseServer();
    folder = await mkdtemp(join(tmpdir(), 'telltale-backup-cut-'));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is whole or fails: an answer that was cut off in silence is never taken for all rows', async () => {
    const between = await startCuttingOff(server);
    const store = await openStore({ url: between.url });
    await store.migrate();
    const rows = Array.from({ length: 500 }, (_, n) => eventRow({ event_id: String(n + 1), page_id: String(n + 1) }));
    await storeEvents(store, rows, 'backed up');
    const whole = await store.backups.save(join(folder, 'whole'));
    expect(whole.tables.find(({ table }) => table === 'events')?.files.map((file) => file.rows)).toEqual([500]);
    const cuts = { nothing: () => 0, 'the first half': (body: Buffer) => body.length >> 1 };
    for (const [name, keep] of Object.entries(cuts)) {
      between.keep(keep);
      expect(await failureOf(store.backups.save(join(folder, name))), name).toMatchObject({ name: 'StoreError' });
    }
    await store.close();
    await between.close();
  });
});
