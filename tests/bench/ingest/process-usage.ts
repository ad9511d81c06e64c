import { readdirSync, readFileSync } from 'node:fs';

/** What a process and those that it started use. */
export interface ProcessUsage {
  /** User and system time of all threads since their start, in µs; 10 ms is the finest that Linux tells. */
  cpuUs(): number;
  memory(): { rssBytes: number; anonymousBytes: number };
}

/** Linux counts in hundredths of a second: `getconf CLK_TCK`, which is 100 wherever Node runs. */
const US_PER_TICK = 10_000;

/** The fields of /proc/PID/stat behind the name, which may hold blanks and brackets; the first is the state. See proc(5). */
const statOf = (pid: number): string[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
};

const parentOf = (pid: number) => Number(statOf(pid)[1] ?? 0);
const ticksOf = (pid: number) => Number(statOf(pid)[11] ?? 0) + Number(statOf(pid)[12] ?? 0);

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
