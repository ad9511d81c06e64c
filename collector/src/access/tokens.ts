import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, as text that may stand in an address, a cookie or a header. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A plain hash is enough: nobody guesses 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares in a time that says nothing about where the two differ. */
export const isSameHash = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
};
