import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spreadOf } from '../lib/spread.ts';

const TIMES = 30;
const BLOCK = Buffer.alloc(4_096, 'x');

/** Median of what it takes to append 4 KB to a file and sync them, in ms: no answer can be faster. */
export const timeSync = async (): Promise<number> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-sync-'));
  const file = await open(path.join(folder, 'file'), 'a');
  try {
    const taken: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const begunAt = performance.now();
      await file.appendFile(BLOCK);
      await file.datasync();
      taken.push(performance.now() - begunAt);
    }
    return spreadOf(taken).median;
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
};
