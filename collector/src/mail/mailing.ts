import { Refusal } from '../lib/refusal.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';
import type { BoardMails } from './board-mails.ts';
import type { Mailer, WrittenMail } from './mailer.ts';

/** Boards by mail, as the API offers them. */
export interface Mailing {
  /** Whether the settings name a server. */
  isPossible: boolean;
  book: BoardMails;
  /**
   * Sends one mail at once.
   * @param person Whose tries are counted.
   * @throws Refusal 409 `no_mail_server`, 429, or 503 `mail_failed` with what the server said
   */
  sendNow(write: () => Promise<WrittenMail>, to: { recipient: string; person: string }): Promise<void>;
}

const MAILS_PER_MINUTE = 5;

/** Opens the way to boards by mail. */
export const createMailing = ({
  mailer,
  book,
  nowMs,
}: {
  mailer: Mailer | undefined;
  book: BoardMails;
  nowMs: () => number;
}): Mailing => {
  const limiter = createRateLimiter({ perMinute: MAILS_PER_MINUTE });
  return {
    isPossible: mailer !== undefined,
    book,
    sendNow: async (write, { recipient, person }) => {
      if (!mailer)
        throw new Refusal(
          409,
          'no_mail_server',
          'This collector knows no mail server: set SMTP_URL and MAIL_FROM, and start it again.',
        );
      const waitMs = limiter.waitMs(person);
      if (waitMs > 0)
        throw new Refusal(429, 'rate_limited', 'Too many mails at once. Wait a moment, then try again.', {
          retryAfterS: Math.ceil(waitMs / 1000),
        });
      limiter.count(person, 1);
      const mail = await write();
      try {
        await mailer.send(mail, recipient, `now ${nowMs()}`);
      } catch (cause) {
        const said = cause instanceof Error ? cause.message.slice(0, 300) : '';
        throw new Refusal(503, 'mail_failed', `The mail server did not take it: ${said}`, { cause });
      }
    },
  };
};
