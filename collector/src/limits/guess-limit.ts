import { hash, randomBytes } from 'node:crypto';
import { createAddressRanges } from '../lib/address-ranges.ts';
import { Refusal } from '../lib/refusal.ts';
import { networkOf } from './network-of.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** Holds up who tries one secret key after the other: each costs the store a look-up. */
export interface GuessLimit {
  /** Counts a look-up of a key that nobody used lately. @throws Refusal 429 when its address must wait */
  take(ip: string): void;
}

/** A program that is set up wrong tries one key again and again, and that is looked up once in a few seconds. */
export const GUESSES_PER_MINUTE = 60;

/** No single sender's: a proxy's whose header is not read. All would share one limit. */
const unlimitedAddresses = createAddressRanges('private');

/** Counts in memory; addresses themselves are not remembered. */
export const createGuessLimit = (nowMs?: () => number): GuessLimit => {
  const limiter = createRateLimiter({ perMinute: GUESSES_PER_MINUTE, ...(nowMs && { nowMs }) });
  const secret = randomBytes(16).toString('hex');
  return {
    take: (ip) => {
      if (unlimitedAddresses.includes(ip)) return;
      const key = hash('sha1', secret + networkOf(ip), 'base64');
      const waitMs = limiter.waitMs(key);
      if (waitMs > 0)
        throw new Refusal(429, 'rate_limited', 'Too many unknown secret keys came from this address.', {
          retryAfterS: Math.ceil(waitMs / 1000),
        });
      limiter.count(key, 1);
    },
  };
};
