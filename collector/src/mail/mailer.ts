import { createHash } from 'node:crypto';
import type { Config } from '../config.ts';

/** A mail as it was written, whoever gets it. */
export interface WrittenMail {
  subject: string;
  html: string;
  /** The same for who reads no HTML. */
  text: string;
}

/** A mail that the server refused to take for somebody, and would refuse again. */
export class RecipientRefused extends Error {
  override name = 'RecipientRefused';
}

/** Hands mails to the server of the settings. */
export interface Mailer {
  /**
   * Sends a mail to one address.
   * @param identity What the mail is about. Sent twice, it is the same message to whoever gets it: RFC 5322, 3.6.4.
   * @throws RecipientRefused, or an Error where trying again may help
   */
  send(mail: WrittenMail, recipient: string, identity: string): Promise<void>;
}

/** A server that says nothing for this long is given up for now. */
const PATIENCE_MS = 20_000;

const isPermanent = (error: unknown): error is Error & { response?: string } =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'EENVELOPE' &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500;

const hostOf = (from: string) => /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** Opens the way to the mail server; undefined where the settings name none. */
export const createMailer = ({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer | undefined => {
  if (!smtpUrl) return undefined;
  const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const openTransport = async () => {
    // Whoever sends no mail does without its memory.
    const { createTransport } = await import('nodemailer');
    return createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  };
  let transport: ReturnType<typeof openTransport> | undefined;
  return {
    send: async (mail, recipient, identity) => {
      const id = createHash('sha256').update(`${identity} ${recipient}`).digest('hex').slice(0, 32);
      try {
        // What could not be opened is opened anew for the next mail.
        transport ??= openTransport().catch((cause) => {
          transport = undefined;
          throw cause;
        });
        await (await transport).sendMail({
          ...mail,
          from: mailFrom,
          to: recipient,
          messageId: `<${id}@${hostOf(mailFrom)}>`,
          // No answering machine shall answer. Source: RFC 3834, 5.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (cause) {
        if (isPermanent(cause)) throw new RecipientRefused(cause.response ?? cause.message, { cause });
        throw cause;
      }
    },
  };
};
