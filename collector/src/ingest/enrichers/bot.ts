import { isbot } from 'isbot';
import { createMemo } from '../../lib/memo.ts';
import { isAiCrawler } from '../ai-crawlers.ts';
import type { BrowserSigns } from '../arrival.ts';
import { createHeaderHabits } from '../header-habits.ts';
import { createPageRate } from '../page-rate.ts';
import type { Enricher, Subject } from './enricher.ts';

/**
 * Why an event is kept apart:
 * `automated` the browser says that a program drives it; `no_user_agent` as no browser does; `ai_crawler`, `user_agent` it names itself;
 * `headless` its client hints say that it has no window, whatever the user agent says; `no_browser_headers` it claims to be a recent
 * Chrome and sends nothing of what Chrome always sends; `inhuman_rate` it turned more than 600 pages in a minute.
 */
export type BotReason =
  | 'automated'
  | 'no_user_agent'
  | 'ai_crawler'
  | 'user_agent'
  | 'headless'
  | 'no_browser_headers'
  | 'inhuman_rate';

interface ReadUserAgent {
  reason: BotReason | '';
  /** Says that it is a Chrome that has sent fetch metadata for years. An app's web view may be set up to leave headers out. */
  isRecentChrome: boolean;
}

const namedReason = (userAgent: string): BotReason | '' => {
  if (userAgent === '') return 'no_user_agent';
  if (!isbot(userAgent)) return '';
  return isAiCrawler(userAgent) ? 'ai_crawler' : 'user_agent';
};

const readUserAgent = createMemo(
  5_000,
  (userAgent): ReadUserAgent => ({
    reason: namedReason(userAgent),
    isRecentChrome: /\bChrome\/\d{3}\./.test(userAgent) && !/; wv\)/.test(userAgent),
  }),
);

const HEADLESS = 'Headless';

/** Keeps bots apart, each with one reason. It mistakes nobody rather than finding all: one sign that people may give too is not enough. */
export const createBotEnricher = (): Enricher => {
  const habits = createHeaderHabits();
  const rate = createPageRate();

  /** Browsers send fetch metadata and client hints over TLS only; a page over TLS can reach nothing else. */
  const lacksHeaders = ({ arrival, envelope }: Subject, { clientHints, hasFetchMetadata }: BrowserSigns): boolean => {
    if (!envelope.url.startsWith('https:')) return false;
    const hasAny = hasFetchMetadata || clientHints !== '' || arrival.acceptLanguage !== '';
    return habits.note(arrival.site.id, hasAny) && !hasAny;
  };

  const reasonOf = (subject: Subject): BotReason | '' => {
    const { envelope, arrival } = subject;
    const { reason, isRecentChrome } = readUserAgent(arrival.userAgent);
    if (envelope.isAutomated) return 'automated';
    if (reason) return reason;
    const { signs } = arrival;
    if (!signs) return '';
    if (signs.clientHints.includes(HEADLESS)) return 'headless';
    if (isRecentChrome && lacksHeaders(subject, signs)) return 'no_browser_headers';
    // Without an id of their own, all who share an address and a browser are one visitor.
    const { visitorId, pageId } = envelope;
    if (!visitorId) return '';
    return rate.isInhuman(arrival.site.id, { visitorId, pageId }, arrival.receivedAt) ? 'inhuman_rate' : '';
  };

  return {
    name: 'bot',
    enrich: (subject) => {
      const reason = reasonOf(subject);
      return { is_bot: reason ? 1 : 0, bot_reason: reason };
    },
  };
};
