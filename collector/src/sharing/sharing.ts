import type { Passwords } from '../access/passwords.ts';
import { hashToken } from '../access/tokens.ts';
import { Refusal } from '../lib/refusal.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';
import type { SignInLimit } from '../limits/sign-in-limit.ts';
import { type BoardLinks, type BoardLinksOptions, createBoardLinks, type StandingLink } from './board-links.ts';
import { createPass, isPassRight } from './link-pass.ts';

/** What somebody shows to see a shared board. */
export interface ShownProof {
  token: string;
  /** The link's password, where it has one. */
  password?: string | undefined;
  /** Stands for the password that was said before. */
  pass?: string | undefined;
}

/** Links to boards, and who gets in with one. */
export interface Sharing {
  links: BoardLinks;
  /** What is to be kept of a link's password. @throws Refusal 429 when too many wait */
  keepPassword(password: string): Promise<string>;
  /**
   * Lets somebody in.
   * @param ip Whose tries of a password are counted, like those to sign in.
   * @returns the link, and the pass that stands for its password from now on; null where it has none.
   * @throws Refusal 401 `unknown_link`, `password_required` or `wrong_password`, 429
   */
  open(proof: ShownProof, ip: string): Promise<{ link: StandingLink; pass: string | null }>;
  /** Counts a question that somebody with a link asks. @throws Refusal 429 when the link asked too many */
  takeQuestion(link: StandingLink): void;
}

export interface SharingOptions extends BoardLinksOptions {
  passwords: Passwords;
  signInLimit: SignInLimit;
}

/** Ten people who look at a full board at the same minute. */
const QUESTIONS_PER_MINUTE = 240;

const unknownLink = () =>
  new Refusal(401, 'unknown_link', 'This link does not exist, was taken back, or has ended. Ask for another one.', {
    path: 'token',
  });

/** Opens the way to shared boards. */
export const createSharing = ({ passwords, signInLimit, ...options }: SharingOptions): Sharing => {
  const { nowMs } = options;
  const links = createBoardLinks(options);
  const questions = createRateLimiter({ perMinute: QUESTIONS_PER_MINUTE });
  return {
    links,
    keepPassword: passwords.hash,
    open: async ({ token, password, pass }, ip) => {
      const link = await links.find(token);
      if (!link) throw unknownLink();
      if (link.password === null) return { link, pass: null };
      const of = { linkId: link.id, kept: link.password, nowMs: nowMs() };
      if (pass !== undefined && isPassRight(pass, of)) return { link, pass };
      if (password === undefined)
        throw new Refusal(401, 'password_required', 'This link needs its password.', { path: 'password' });
      signInLimit.takeAddress(ip);
      signInLimit.takeAccount(`link ${hashToken(token)}`);
      if (!(await passwords.isRight(link.password, password)))
        throw new Refusal(401, 'wrong_password', 'That is not the password of this link. Try again.', {
          path: 'password',
        });
      return { link, pass: createPass(of) };
    },
    takeQuestion: ({ id }) => {
      const waitMs = questions.waitMs(id);
      if (waitMs > 0)
        throw new Refusal(429, 'rate_limited', 'This link is asked too much. Wait a moment, then try again.', {
          retryAfterS: Math.ceil(waitMs / 1000),
        });
      questions.count(id, 1);
    },
  };
};
