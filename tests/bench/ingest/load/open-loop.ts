import type { Random } from './random.ts';
import type { Sender } from './sender.ts';
import { createTally, type LoadResult } from './tally.ts';

/** Requests that are due are looked for this often. */
const LOOK_EVERY_MS = 1;
/** What is not sent this long after the end is not sent any more. */
const PATIENCE_MS = 5_000;

export interface OpenLoopOptions {
  /** Requests a second, on average: visitors come independently of each other (a Poisson process). */
  rate: number;
  forMs: number;
  /** Gaps between requests. */
  random: Random;
}

/** What came of an open loop. */
export interface OpenLoopResult extends LoadResult {
  /** Requests that were due. */
  due: number;
  /** Requests that were due and never sent, because every connection was waiting for an answer. */
  unsent: number;
}

/**
 * Sends requests when they are due, whatever the server does meanwhile. A request that finds every connection busy waits, and its
 * latency counts from when it was due: a server that stalls is not spared the requests that it held up (coordinated omission).
 */
export const openLoop = (
  senders: readonly Sender[],
  { rate, forMs, random }: OpenLoopOptions,
): Promise<OpenLoopResult> =>
  new Promise((resolve) => {
    const tally = createTally();
    const free = [...senders];
    const queue: number[] = [];
    const begunAt = performance.now();
    const endAt = begunAt + forMs;
    let nextAt = begunAt;
    let due = 0;
    let unsent = 0;
    let travelling = 0;
    const gapMs = () => (-Math.log(1 - random.whole(2 ** 32) / 2 ** 32) * 1_000) / rate;

    const sendDue = () => {
      while (queue.length > 0) {
        const sender = free.shift();
        if (!sender) return;
        if (!sender.isOpen()) continue;
        const dueAt = queue.shift() as number;
        travelling += 1;
        const events = sender.send((answer) => {
          travelling -= 1;
          tally.count(answer, events, performance.now() - dueAt);
          if (answer) free.push(sender);
          sendDue();
        });
      }
    };

    const look = () => {
      const now = performance.now();
      for (; nextAt <= Math.min(now, endAt); nextAt += gapMs()) {
        due += 1;
        queue.push(nextAt);
      }
      sendDue();
      if (now >= endAt + PATIENCE_MS) unsent += queue.splice(0).length;
      if (now < endAt || queue.length > 0 || travelling > 0) return;
      clearInterval(timer);
      resolve({ ...tally.result(), due, unsent });
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
  });
