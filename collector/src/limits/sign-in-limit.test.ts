import { expect, it } from 'vitest';
import { createSignInLimit, TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS } from './sign-in-limit.ts';

const passing = (tries: number, act: () => void) => {
  let passed = 0;
  for (let time = 0; time < tries; time += 1)
    try {
      act();
      passed += 1;
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'rate_limited' });
    }
  return passed;
};

it('an account may be tried so often, from wherever, and again a little later', () => {
  let now = 0;
  const limit = createSignInLimit(() => now);
  expect(passing(50, () => limit.takeAccount('ada@example.com'))).toBe(TRIES_PER_ACCOUNT);
  expect(passing(50, () => limit.takeAccount('grace@example.com'))).toBe(TRIES_PER_ACCOUNT);
  now += 6_001;
  expect(passing(50, () => limit.takeAccount('ada@example.com'))).toBe(1);
});

it('an address may try so often, whichever accounts; a proxy that hides who comes is not limited', () => {
  const limit = createSignInLimit(() => 0);
  expect(passing(100, () => limit.takeAddress('203.0.113.7'))).toBe(TRIES_PER_ADDRESS);
  expect(passing(100, () => limit.takeAddress('203.0.113.8'))).toBe(TRIES_PER_ADDRESS);
  expect(passing(100, () => limit.takeAddress('10.0.0.2'))).toBe(100);
});
