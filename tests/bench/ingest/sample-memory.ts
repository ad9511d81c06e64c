import type { ProcessUsage } from './process-usage.ts';

/** Memory at one moment. */
export interface MemorySample {
  /** Since the sampling began. */
  atMs: number;
  /** All of it, and what is not a file that could be read again: code of the engine, for example. */
  rssMb: number;
  anonymousMb: number;
}

const BYTES_PER_MB = 1024 * 1024;

/** Looks at a process's memory now. */
export const memoryNow = (usage: ProcessUsage, atMs = 0): MemorySample => {
  const { rssBytes, anonymousBytes } = usage.memory();
  return { atMs, rssMb: rssBytes / BYTES_PER_MB, anonymousMb: anonymousBytes / BYTES_PER_MB };
};

/** Looks at it again and again while `run` lasts. */
export const sampleMemory = async <Result>(
  usage: ProcessUsage,
  everyMs: number,
  run: () => Promise<Result>,
): Promise<{ result: Result; samples: MemorySample[] }> => {
  const begunAt = performance.now();
  const samples = [memoryNow(usage)];
  const timer = setInterval(() => samples.push(memoryNow(usage, performance.now() - begunAt)), everyMs);
  try {
    return { result: await run(), samples };
  } finally {
    clearInterval(timer);
  }
};
