import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { openStore, type Store } from '@telltale/store';
import { startClickHouseServer } from '../../fixtures/clickhouse-server.ts';
import { type EventSet, fill } from './fill.ts';
import { makeYardstick } from './yardstick.ts';

/** A server with a set of events in the store's own tables, and the yardstick beside them. */
export interface FilledServer {
  store: Store;
  /** For what no store offers: to fill, to look at sizes. */
  client: ClickHouseClient;
  close(): Promise<void>;
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Starts a server and fills it, or takes the folder that a run before has kept. @param keep where the server's folder stays */
export const openFilledServer = async (set: EventSet, keep?: string): Promise<FilledServer> => {
  const path = keep === undefined ? undefined : join(keep, `${set.events}-events`);
  if (path !== undefined) await mkdir(path, { recursive: true });
  const server = await startClickHouseServer(path === undefined ? {} : { path });
  const client = createClient({
    url: server.url,
    database: 'telltale',
    request_timeout: 3_600_000,
    log: { level: 127 },
  });
  const store = await openStore({ url: server.url, database: 'telltale' });
  const filled: FilledServer = {
    store,
    client,
    close: async () => {
      await store.close();
      await client.close();
      await server.stop();
    },
  };
  const mark = path === undefined ? undefined : join(path, 'filled');
  if (mark !== undefined && (await isThere(mark))) return filled;
  try {
    await store.migrate();
    await fill(client, set);
    await makeYardstick(client);
    // As it is after a night: all parts of a month are one.
    for (const table of ['events', 'yardstick']) await client.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
    if (mark !== undefined) await writeFile(mark, '');
    return filled;
  } catch (error) {
    await filled.close();
    throw error;
  }
};
