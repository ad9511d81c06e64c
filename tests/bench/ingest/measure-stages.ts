import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchSection } from '../lib/write-table.ts';

/** Measures the stages in a process of their own: nothing that ran before disturbs them. */
export const measureStages = async (isQuick: boolean): Promise<BenchSection[]> => {
  const child = fork(fileURLToPath(new URL('stages-process.ts', import.meta.url)), isQuick ? ['--quick'] : [], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error('The process that measures stages ended without a result.');
  });
  const [sections] = (await Promise.race([once(child, 'message'), failed])) as [BenchSection[]];
  return sections;
};
