import type { Random } from './random.ts';

/** What a visitor's browser says about itself with every request. */
export interface Browser {
  userAgent: string;
  acceptLanguage: string;
  viewport: [number, number];
  /** Client hints, as Chromium and its kin send them over TLS; a proxy hands them on. */
  hints: Record<string, string>;
}

const between = (random: Random, least: number, most: number) => least + random.whole(most - least + 1);

const userAgents: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (random) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${between(random, 120, 142)}.0.0.0 Safari/537.36`,
  (random) =>
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${between(random, 115, 142)}.0.0.0 Mobile Safari/537.36`,
  (random) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${between(random, 16, 18)}_${between(random, 0, 6)} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${between(random, 16, 18)}.${between(random, 0, 6)} Mobile/15E148 Safari/604.1`,
  (random) =>
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${between(random, 16, 18)}.${between(random, 0, 6)} Safari/605.1.15`,
  (random) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${between(random, 128, 144)}.0) Gecko/20100101 Firefox/${between(random, 128, 144)}.0`,
  (random) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${between(random, 130, 142)}.0.0.0 Safari/537.36 Edg/${between(random, 130, 142)}.0.0.0`,
  (random) =>
    `Mozilla/5.0 (Linux; Android 14; SM-S${between(random, 901, 938)}B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/${between(random, 24, 28)}.0 Chrome/${between(random, 115, 130)}.0.0.0 Mobile Safari/537.36`,
  (random) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${between(random, 16, 18)}_${between(random, 0, 6)} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram ${between(random, 300, 360)}.0.0.30.109`,
];

const crawler =
  'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** What Chromium calls itself in `Sec-CH-UA`. */
const brandOf = (userAgent: string) => {
  if (userAgent.includes('Edg/')) return 'Microsoft Edge';
  return userAgent.includes('SamsungBrowser/') ? 'Samsung Internet' : 'Google Chrome';
};

const hintsOf = (userAgent: string): Record<string, string> => {
  const [, version] = /Chrome\/(\d+)/.exec(userAgent) ?? [];
  if (version === undefined) return {};
  return {
    'sec-ch-ua': `"Chromium";v="${version}", "${brandOf(userAgent)}";v="${version}", "Not_A Brand";v="24"`,
    'sec-ch-ua-mobile': userAgent.includes('Mobile') ? '?1' : '?0',
    'sec-ch-ua-platform': userAgent.includes('Android') ? '"Android"' : '"Windows"',
  };
};

/** One in so many is a crawler that runs scripts. */
const CRAWLER_ONE_IN = 50;

/** A visitor's browser: the usual ones in many versions, and a crawler now and then. */
export const browserOf = (random: Random): Browser => {
  const userAgent = random.whole(CRAWLER_ONE_IN) === 0 ? crawler : random.pick(userAgents)(random);
  return {
    userAgent,
    hints: hintsOf(userAgent),
    acceptLanguage: random.pick([
      'en-US,en;q=0.9',
      'ar-EG,ar;q=0.9,en-US;q=0.8,en;q=0.7',
      'ar-SA,ar;q=0.9,en;q=0.8',
      'de-DE,de;q=0.9,en;q=0.7',
      'fr-FR,fr;q=0.9',
    ]),
    viewport: random.pick<[number, number]>([
      [1920, 945],
      [1536, 730],
      [1440, 813],
      [412, 785],
      [390, 664],
      [820, 1106],
    ]),
  };
};
