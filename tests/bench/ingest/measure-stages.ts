import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchSection } from '../lib/write-table.ts';

const sectionsOf = async (file: string, isQuick: boolean): Promise<BenchSection[]> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), isQuick ? ['--quick'] : [], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`${file} ended without a result.`);
  });
  const [sections] = (await Promise.race([once(child, 'message'), failed])) as [BenchSection[]];
  return sections;
};

/** Measures the stages, each in a process where nothing ran before that would disturb it. */
export const measureStages = async (isQuick: boolean): Promise<BenchSection[]> => [
  ...(await sectionsOf('profile-process.ts', isQuick)),
  ...(await sectionsOf('stages-process.ts', isQuick)),
];
