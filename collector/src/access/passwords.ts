import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';

/** Makes and checks what is kept of passwords: argon2id, salted, in the PHC form that carries its own parameters. */
export interface Passwords {
  /** @throws Refusal 429 when too many wait */
  hash(password: string): Promise<string>;
  /** Takes as long where nothing is kept: whoever asks shall not learn that. @throws Refusal 429 when too many wait */
  isRight(kept: string | null, password: string): Promise<boolean>;
}

/** 19 MiB, two passes, one lane. Source: OWASP, "Password Storage Cheat Sheet", argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of random bytes that nobody kept: no password is right for it. It carries the cost above. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$MnGNcGe8gzQ0UEelz3dNZQ$yP5GzxDUitdLnGGG1IdXpUeWIouxSux6d0I7gIEe9jg';

/** Each takes a thread that the embedded store could use, and 19 MiB. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 30;

const LEAST_LENGTH = 10;
const MOST_LENGTH = 200;
/** "aaaaaaaaaa" and "1212121212" are long enough, and the first that anybody tries. */
const LEAST_DIFFERENT = 5;

/** The same letters may be written in two ways. Source: NIST SP 800-63B, 5.1.1.2 */
const normalised = (password: string) => password.normalize('NFKC');

/** A password as somebody may choose it. */
export const newPasswordSchema = z
  .string()
  .min(LEAST_LENGTH, `at least ${LEAST_LENGTH} characters`)
  .max(MOST_LENGTH, `at most ${MOST_LENGTH} characters`)
  .refine((password) => new Set(password).size >= LEAST_DIFFERENT, `at least ${LEAST_DIFFERENT} different characters`);

/** A password as somebody may try it. */
export const triedPasswordSchema = z.string().max(MOST_LENGTH);

/** Opens the way to argon2. */
export const createPasswords = (): Passwords => {
  let running = 0;
  const waiting: (() => void)[] = [];

  const inTurn = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw new Refusal(429, 'rate_limited', 'Too many sign in at this moment; try again.', { retryAfterS: 5 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await act();
    } finally {
      // The place goes to the next one; without one it is free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };

  return {
    hash: (password) => inTurn(() => hash(normalised(password), cost)),
    isRight: async (kept, password) => {
      const isRight = await inTurn(() => verify(kept ?? NOBODYS, normalised(password)));
      return isRight && kept !== null;
    },
  };
};
