import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../engine/embedded-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { readCompactAnswer } from '../engine/read-answer.ts';
import type { StoreRow } from '../store.ts';

/** A real embedded engine in a folder of its own, for the tests that look below the store's public face. */
export interface TestEngine {
  engine: Engine;
  rows(sql: string): Promise<StoreRow[]>;
  /** Closes the engine and opens it again, as after a crash. */
  reopen(): Promise<void>;
  end(): Promise<void>;
}

export const openTestEngine = async (): Promise<TestEngine> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'telltale-engine-'));
  const open = () => openEmbeddedEngine({ dataDir, database: 'telltale', readers: 1 });
  const opened: TestEngine = {
    engine: await open(),
    async rows(sql) {
      const { bytes } = await opened.engine.read({ sql, format: 'JSONCompact', timeoutMs: 30_000 });
      return readCompactAnswer(bytes).rows;
    },
    async reopen() {
      await opened.engine.close();
      opened.engine = await open();
    },
    async end() {
      await opened.engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return opened;
};
