import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EventRow, openStore, type Store } from '@telltale/store';

/** A real embedded store in a folder of its own. */
export interface TestStore {
  store: Store;
  /** Stores events; what is not given is empty. */
  insert(rows: readonly Partial<EventRow>[]): Promise<void>;
  /** How many events a site has. */
  count(siteId: string): Promise<number>;
  end(): Promise<void>;
}

export const openTestStore = async (): Promise<TestStore> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'telltale-collector-store-'));
  const store = await openStore({ dataDir: path.join(folder, 'store') });
  await store.migrate();
  let events = 0;
  return {
    store,
    insert: async (rows) => {
      const token = `segment-${events}`;
      const file = path.join(folder, token);
      const lines = rows.map((row) => {
        events += 1;
        return `${JSON.stringify({ kind: 'page_view', event_id: String(events), ...row })}\n`;
      });
      await writeFile(file, lines.join(''));
      await store.insertSegment({ path: file, token });
    },
    count: async (siteId) => {
      const sql = 'SELECT count() AS events FROM events WHERE site_id = {siteId:String}';
      return Number((await store.rows({ sql, params: { siteId } })).rows[0]?.events);
    },
    end: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
