import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@telltale/store';
import { describe } from 'vitest';
import { questionSuite } from '../fixtures/question-suite.ts';

/** The engine itself counts what a question read that it has to itself; beside others it would have to plan it once more. */
const ONE_AFTER_THE_OTHER = { atOnce: 1 };

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
  }, ONE_AFTER_THE_OTHER);
});
