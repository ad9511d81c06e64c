import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked whether there is nothing to do. */
const LOOK_EVERY_MS = 5_000;

/** Whoever had less to do than this share of the time since the last look does not mind a pause of some 50 ms. */
const MOST_BUSY_RATIO = 0.05;

/** The heap has grown by so much since it was last cleared: less is not worth a pause. */
const WORTH_BYTES = 16 * 1024 * 1024;

/** The first collection finds what the last requests still hold; without a second one some 30 MB stay. */
const COLLECTIONS = 2;

/** Node names no other way to ask for it than a flag, which then holds for new contexts only. */
const garbageCollection = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return collect;
};

export interface ReturnMemoryOptions {
  /** Default 5 s. */
  everyMs?: number;
  /** What the heap takes of the system's memory; default: V8's own heap. */
  heapBytes?: () => number;
  /** Clears the heap; default: V8's garbage collection. */
  collect?: () => void;
}

/**
 * Gives memory of JavaScript's heap back to the system once a start or a busy time is over: by itself V8 keeps the room that young
 * objects have had, 32 MB and more, until it runs out of it again. It never happens while there is anything to do.
 * @returns what ends it.
 */
export const returnMemory = ({
  everyMs = LOOK_EVERY_MS,
  heapBytes = () => getHeapStatistics().total_heap_size,
  collect = garbageCollection(),
}: ReturnMemoryOptions = {}): (() => void) => {
  let looked = performance.eventLoopUtilization();
  let clearedBytes = 0;
  let left = 0;
  const look = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, looked);
    looked = now;
    if (utilization > MOST_BUSY_RATIO) return;
    if (heapBytes() >= clearedBytes + WORTH_BYTES) left = COLLECTIONS;
    if (left === 0) return;
    left -= 1;
    collect();
    clearedBytes = heapBytes();
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
};
