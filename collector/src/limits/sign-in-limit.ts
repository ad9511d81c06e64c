import { hash, randomBytes } from 'node:crypto';
import { createAddressRanges } from '../lib/address-ranges.ts';
import { Refusal } from '../lib/refusal.ts';
import { networkOf } from './network-of.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** Holds up who tries one password, or one link, after the other. */
export interface SignInLimit {
  /** Counts a try from an address, whatever it is a try of. @throws Refusal 429 when it must wait */
  takeAddress(ip: string): void;
  /** Counts a try for an account, whether there is such a one or not, and wherever it comes from. @throws Refusal 429 */
  takeAccount(email: string): void;
}

/** People mistype a few times; a password of ten characters stands ten tries a minute for longer than anybody has. */
export const TRIES_PER_ACCOUNT = 10;
/** A whole office may be behind one address. */
export const TRIES_PER_ADDRESS = 30;

/** No single person's: a proxy's whose header is not read. All would share one limit; that of each account still holds. */
const unlimitedAddresses = createAddressRanges('private');

/** Counts in memory; neither addresses nor accounts are remembered. */
export const createSignInLimit = (nowMs?: () => number): SignInLimit => {
  const clock = nowMs && { nowMs };
  const byAddress = createRateLimiter({ perMinute: TRIES_PER_ADDRESS, ...clock });
  const byAccount = createRateLimiter({ perMinute: TRIES_PER_ACCOUNT, ...clock });
  const secret = randomBytes(16).toString('hex');

  const take = (limiter: typeof byAddress, name: string) => {
    const key = hash('sha1', secret + name, 'base64');
    const waitMs = limiter.waitMs(key);
    if (waitMs > 0)
      throw new Refusal(429, 'rate_limited', 'Too many tries to sign in. Wait a minute, then try again.', {
        retryAfterS: Math.ceil(waitMs / 1000),
      });
    limiter.count(key, 1);
  };

  return {
    takeAddress: (ip) => {
      if (!unlimitedAddresses.includes(ip)) take(byAddress, networkOf(ip));
    },
    takeAccount: (email) => take(byAccount, email),
  };
};
