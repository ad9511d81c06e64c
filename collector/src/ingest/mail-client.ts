import { createMemo } from '../lib/memo.ts';
import type { Enricher } from './enrichers/enricher.ts';

/** A service that loads a mail's images in its reader's place. */
export interface MailProxy {
  name: string;
  /** True when it loads them as the mail arrives, whether anybody opens it or not. */
  isPrefetch: boolean;
}

/** How they name themselves. Apple's Mail Privacy Protection sends "Mozilla/5.0" and nothing else, as no browser does. */
const proxies: readonly (MailProxy & { pattern: RegExp })[] = [
  { name: 'apple_mail', isPrefetch: true, pattern: /^Mozilla\/5\.0$/ },
  { name: 'gmail', isPrefetch: false, pattern: /GoogleImageProxy/ },
  { name: 'yahoo', isPrefetch: false, pattern: /YahooMailProxy/ },
  { name: 'other', isPrefetch: false, pattern: /(image|mail)[ -]?proxy/i },
];

const readUserAgent = createMemo(1_000, (userAgent): MailProxy | false => {
  const known = proxies.find(({ pattern }) => pattern.test(userAgent));
  return known ? { name: known.name, isPrefetch: known.isPrefetch } : false;
});

/** The service behind a user agent; `false` for a reader's own mail program, and for robots that are no mail service. */
export const mailProxyOf = (userAgent: string): MailProxy | false => readUserAgent(userAgent.trim());

/**
 * Comes last: what the enrichers before it found out about a mail service's machine is not the reader's. A service that loads on
 * opening tells of a person; one that loads in advance tells of nobody, and is kept apart with the reason `mail_prefetch`.
 */
export const mailClient: Enricher = {
  name: 'mail_client',
  enrich: ({ arrival: { userAgent } }) => {
    const proxy = mailProxyOf(userAgent);
    if (!proxy) return {};
    return {
      ...{ country: '', region: '', language: '' },
      ...{ browser: '', browser_version: '', os: '', device: '' },
      is_bot: proxy.isPrefetch ? 1 : 0,
      bot_reason: proxy.isPrefetch ? 'mail_prefetch' : '',
    };
  },
};
