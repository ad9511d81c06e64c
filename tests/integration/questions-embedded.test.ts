import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@telltale/store';
import { describe } from 'vitest';
import { questionSuite } from '../fixtures/question-suite.ts';

describe('questions to the embedded store', () => {
  questionSuite(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'telltale-questions-'));
    const store = await openStore({ dataDir });
    await store.migrate();
    return {
      store,
      close: async () => {
        await store.close();
        await rm(dataDir, { recursive: true });
      },
    };
  });
});
