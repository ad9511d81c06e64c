import { pagePaths, pathOf } from '../routes.ts';
import type { Random } from './random.ts';
import type { FilledEnvelope, RecordingOptions, Session } from './recording.ts';
import { DAY_MS } from './rhythm.ts';

/** A program that runs the tag: crawlers that render pages, and a browser driven by a script. */
interface Bot {
  userAgent: string;
  isAutomated: boolean;
  share: number;
}

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko';

const bots: readonly Bot[] = [
  {
    userAgent: `Mozilla/5.0 ${webkit}; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/140.0.0.0 Safari/537.36`,
    isAutomated: false,
    share: 5,
  },
  {
    userAgent: `Mozilla/5.0 ${webkit}; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36`,
    isAutomated: false,
    share: 3,
  },
  {
    userAgent: `Mozilla/5.0 ${webkit}; compatible; GPTBot/1.2; +https://openai.com/gptbot)`,
    isAutomated: false,
    share: 3,
  },
  {
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) ${webkit}) HeadlessChrome/140.0.0.0 Safari/537.36`,
    isAutomated: true,
    share: 3,
  },
];

/** One visit of a bot: many pages at machine speed, nothing inspected. */
export const crawl = (
  random: Random,
  { origin, language, endMs, startMs }: RecordingOptions & { startMs: number },
): { userAgent: string; visitorId: string; session: Session } => {
  const bot = random.weighted(bots.map((item) => [item, item.share] as const));
  const visitorId = random.id();
  const sessionId = random.id();
  const startedAtMs = Math.round(startMs + random.next() * Math.max(0, endMs - startMs - DAY_MS / 24));
  const envelopes = Array.from(
    { length: random.between(3, pagePaths.length) },
    (_, index): FilledEnvelope => ({
      visitorId,
      sessionId,
      pageId: random.id(),
      url: origin + pathOf(language, pagePaths[index] ?? ''),
      language: 'en-US',
      viewport: [1024, 1024],
      ...(bot.isAutomated && { isAutomated: true }),
      events: [
        {
          id: random.id(),
          kind: 'page_view',
          at: startedAtMs + index * 700,
          seq: 0,
          properties: { navigation: 'load' },
        },
      ],
    }),
  );
  return { userAgent: bot.userAgent, visitorId, session: { sessionId, startedAtMs, envelopes } };
};
