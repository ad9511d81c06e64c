import { words } from '../locales/index.ts';

const LEAST_LENGTH = 10;
const LEAST_DIFFERENT = 5;

/** What is wrong with a password that somebody chooses, in words; undefined when it is good. The collector asks the same of it. */
export const passwordFault = (password: string): string | undefined => {
  if (password.length < LEAST_LENGTH) return words.value.passwordShort;
  return new Set(password).size < LEAST_DIFFERENT ? words.value.passwordAlike : undefined;
};

/** What is wrong with an e-mail address, in words; the collector looks closer. */
export const emailFault = (email: string): string | undefined =>
  /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : words.value.emailWrong;

/** What is wrong with a line that must not be empty, in words. */
export const emptyFault = (text: string): string | undefined => (text.trim() ? undefined : words.value.fieldEmpty);
