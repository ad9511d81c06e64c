/** What is limited: a name, or the hash of one that is not to be remembered. */
export type LimitedKey = string | number;

/** Limits how much each of many keys may do in a minute. */
export interface RateLimiter {
  /** How long the key must wait before it may go on, in ms; 0 when it may now. */
  waitMs(key: LimitedKey): number;
  /** Counts what the key did. One that may go on may go over by as much as it does at once, and waits longer for it. */
  count(key: LimitedKey, amount: number): void;
  /** How many keys are remembered. */
  size(): number;
}

export interface RateLimiterOptions {
  /** What a key may do in a minute, all of it at once if it likes. */
  perMinute: number;
  /** Beyond this many keys the one that did nothing for longest is forgotten: strangers choose the keys. */
  maxKeys?: number;
  /** A clock that is never set back. */
  nowMs?: () => number;
}

const MINUTE_MS = 60_000;

/**
 * A leaky bucket a key (GCRA, ITU-T I.371), each kept as one number: when it will have leaked dry.
 * Written here because the libraries that were looked at keep every key they are shown and a timer for each, without a bound, and
 * begin each window anew, so that all who wait come back at the same moment.
 */
export const createRateLimiter = ({
  perMinute,
  maxKeys = 50_000,
  nowMs = () => performance.now(),
}: RateLimiterOptions): RateLimiter => {
  /** Least recently counted first. */
  const dryAt = new Map<LimitedKey, number>();
  const oneMs = MINUTE_MS / perMinute;

  /** Two leave for each that comes, so that the keys of a busy hour do not stay for the quiet day after. */
  const forgetOldest = (now: number) => {
    let looked = 0;
    for (const [key, at] of dryAt) {
      if (looked++ >= 2 || (at > now && dryAt.size <= maxKeys)) break;
      dryAt.delete(key);
    }
  };

  return {
    waitMs: (key) => Math.max(0, (dryAt.get(key) ?? 0) - nowMs() - MINUTE_MS + oneMs),
    count: (key, amount) => {
      const now = nowMs();
      const at = Math.max(dryAt.get(key) ?? 0, now) + amount * oneMs;
      dryAt.delete(key);
      dryAt.set(key, at);
      forgetOldest(now);
    },
    size: () => dryAt.size,
  };
};
