import { describe, expect, it } from 'vitest';
import { createPasswords, newPasswordSchema } from './passwords.ts';

describe('a password', () => {
  it('is kept as argon2id with a salt of its own, and known again', async () => {
    const passwords = createPasswords();
    const [one, other] = [await passwords.hash('correct horse'), await passwords.hash('correct horse')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$/);
    expect(other).not.toBe(one);
    expect(await passwords.isRight(one, 'correct horse')).toBe(true);
    expect(await passwords.isRight(one, 'correct house')).toBe(false);
  });

  it('is never right where none is kept', async () => {
    expect(await createPasswords().isRight(null, '')).toBe(false);
  });

  it('waits for its turn where many come at once, and is refused where too many do', async () => {
    const passwords = createPasswords();
    const tries = Array.from({ length: 40 }, () => passwords.isRight(null, 'guess'));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(32);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 429, code: 'rate_limited' },
    });
    // Whoever comes later is not held up by who was there before.
    expect(await passwords.isRight(null, 'guess')).toBe(false);
  });

  it.each([
    ['nine char', false],
    ['ten chars!', true],
    ['aaaaaaaaaaaaaaaa', false],
    ['abcdabcdabcd', false],
    ['كلمة سر طويلة', true],
    ['x'.repeat(100) + 'abcdefghij'.repeat(11), false],
  ])('"%s" may be chosen: %s', (password, isGood) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(isGood);
  });
});
