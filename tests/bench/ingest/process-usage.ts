import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process and those that it started use. */
export interface ProcessUsage {
  /** User and system time of all threads since their start, in µs; 10 ms is the finest that Linux tells. */
  cpuUs(): number;
  /** Of that, what the first process's event loop has used. */
  eventLoopUs(): number;
  memory(): { rssBytes: number; anonymousBytes: number };
}

/** Linux counts in hundredths of a second: `getconf CLK_TCK`, which is 100 wherever Node runs. */
const US_PER_TICK = 10_000;

/** Little enough to be called idle. */
const IDLE_US_PER_S = 50_000;
const IDLE_WITHIN_S = 20;

/** The fields of /proc/PID/stat behind the name, which may hold blanks and brackets; the first is the state. See proc(5). */
const statOf = (pid: number | `${number}/task/${number}`): string[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
};

const parentOf = (pid: number) => Number(statOf(pid)[1] ?? 0);
const ticksOf = (pid: Parameters<typeof statOf>[0]) => {
  const { 11: user = 0, 12: system = 0 } = statOf(pid);
  return Number(user) + Number(system);
};

const kilobytes = (status: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

const memoryOf = (pid: number) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return { rssBytes: kilobytes(status, 'VmRSS') * 1024, anonymousBytes: kilobytes(status, 'RssAnon') * 1024 };
  } catch {
    return { rssBytes: 0, anonymousBytes: 0 };
  }
};

/** Watches a process and those it has started so far. Linux only: it reads /proc. */
export const watchProcess = (root: number): ProcessUsage => {
  const family = new Set([root]);
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const pid of all) if (family.has(parentOf(pid))) family.add(pid);
  }
  const members = [...family];
  return {
    cpuUs: () => members.reduce((ticks, pid) => ticks + ticksOf(pid), 0) * US_PER_TICK,
    eventLoopUs: () => ticksOf(`${root}/task/${root}`) * US_PER_TICK,
    memory: () =>
      members.map(memoryOf).reduce(
        (sum, { rssBytes, anonymousBytes }) => ({
          rssBytes: sum.rssBytes + rssBytes,
          anonymousBytes: sum.anonymousBytes + anonymousBytes,
        }),
        { rssBytes: 0, anonymousBytes: 0 },
      ),
  };
};

/** Resolves when a process has nothing to do, such as merging what it stored before; after 20 s in any case. */
export const untilIdle = async (usage: ProcessUsage) => {
  for (let seconds = 0; seconds < IDLE_WITHIN_S; seconds += 1) {
    const before = usage.cpuUs();
    await pause(1_000);
    if (usage.cpuUs() - before < IDLE_US_PER_S) return;
  }
};
