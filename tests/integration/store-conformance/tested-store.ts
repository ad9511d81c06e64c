import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventRow, InsertedSegment, Store } from '@telltale/store';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { eventRow } from '../../fixtures/store-rows.ts';

/** Where a store lives, for tests that every engine must pass. */
export interface StorePlace {
  /** Opens the store of the current test; again after a close, it is the same one. */
  open(): Promise<Store>;
  /** Makes the next `open` a new, empty store. */
  renew(): Promise<void>;
  /** Frees whatever the place holds. */
  end(): Promise<void>;
}

/** The store of the current test, and what tests do with it. */
export interface TestedStore {
  /** As it is open now. */
  readonly store: Store;
  /** Opens the store again that was closed. */
  open(): Promise<void>;
  reopen(): Promise<void>;
  /** Makes the next `reopen` a new, empty store. */
  renew(): Promise<void>;
  /** @returns the path of a segment with these rows, or this text. */
  segmentFile(content: string | Partial<EventRow>[]): Promise<string>;
  /** Where no segment is. */
  missingFile(): string;
  insert(rows: Partial<EventRow>[], token?: string): Promise<InsertedSegment>;
  /** The first value of the answer's first row. */
  one(sql: string, params?: Record<string, unknown>): Promise<unknown>;
  /** How many events are stored. */
  count(): Promise<unknown>;
}

/** Opens a new, empty store before each test, and closes it behind. */
export const openTestedStore = (makePlace: () => Promise<StorePlace>): TestedStore => {
  let place: StorePlace;
  let store: Store;
  let folder: string;
  let files = 0;
  let tokens = 0;

  beforeAll(async () => {
    place = await makePlace();
    folder = await mkdtemp(join(tmpdir(), 'telltale-segments-'));
  });
  beforeEach(async () => {
    await place.renew();
    store = await place.open();
    await store.migrate();
  });
  afterEach(() => store.close());
  afterAll(async () => {
    await place.end();
    await rm(folder, { recursive: true, force: true });
  });

  const segmentFile: TestedStore['segmentFile'] = async (content) => {
    const path = join(folder, `${files++}.ndjson`);
    const lines =
      typeof content === 'string' ? content : content.map((row) => `${JSON.stringify(eventRow(row))}\n`).join('');
    await writeFile(path, lines);
    return path;
  };
  const open = async () => {
    store = await place.open();
  };
  const one: TestedStore['one'] = async (sql, params = {}) => {
    const { rows } = await store.rows({ sql, params });
    return Object.values(rows[0] ?? {})[0];
  };

  return {
    get store() {
      return store;
    },
    open,
    reopen: async () => {
      await store.close();
      await open();
    },
    renew: () => place.renew(),
    segmentFile,
    missingFile: () => join(folder, 'missing.ndjson'),
    insert: async (rows, token = `segment-${tokens++}`) =>
      store.insertSegment({ path: await segmentFile(rows), token }),
    one,
    count: () => one('SELECT count() FROM events'),
  };
};
