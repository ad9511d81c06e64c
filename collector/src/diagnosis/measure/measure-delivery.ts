import type { Delivery } from '@telltale/store';
import type { KeptContext } from '../../delivery/rejections.ts';
import type { SpooledCounts } from '../../delivery/spooled-counts.ts';
import { type Fates, readTruth } from '../../delivery/truth.ts';
import type { BotFacts, RefusedFacts } from '../facts.ts';
import { DAY_MS } from './measure-tag.ts';

const WEEK_DAYS = 7;
/** Enough to see whose pages they are. */
const MOST_READ = 200;
/** The page's own address is not among the site's domains, or the browser says that a page elsewhere sent it. */
const foreignReasons = ['unknown_domain', 'unknown_origin'] as const;

export interface MeasuredDelivery {
  delivery: Pick<Delivery, 'counts' | 'rejected'>;
  spooled: SpooledCounts;
  site: { id: string; timeZone: string; domains: readonly string[] };
  nowMs: number;
}

const byFrequency = (names: readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([name]) => name);
};

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

/** Where refused events came from, the most frequent host first. @throws StoreError */
const foreignHosts = async ({ delivery, site, nowMs }: MeasuredDelivery): Promise<string[]> => {
  const kept = await Promise.all(
    foreignReasons.map((reason) => delivery.rejected({ siteId: site.id, reason, limit: MOST_READ })),
  );
  const hosts = kept
    .flat()
    .filter(({ receivedAt }) => receivedAt > nowMs - DAY_MS)
    .map(({ reason, url, context }) => {
      const { sentFrom = '' } = JSON.parse(context) as Extract<KeptContext, { origin: 'tag' }>;
      return hostOf(reason === 'unknown_origin' ? sentFrom : url);
    });
  return byFrequency(hosts.filter(Boolean));
};

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What was refused for its page, and what was a bot's, lately and before. @throws StoreError */
export const measureDelivery = async (
  measured: MeasuredDelivery,
): Promise<{ refused: RefusedFacts; bots: BotFacts }> => {
  const { delivery, spooled, site, nowMs } = measured;
  const lately = nowMs - DAY_MS;
  const { hours } = await readTruth({ delivery, spooled, site, from: lately - WEEK_DAYS * DAY_MS, to: nowMs });
  const count = (of: (fates: Fates) => number, isLate: boolean) =>
    hours.filter(({ startAt }) => startAt >= lately === isLate).reduce((sum, hour) => sum + of(hour), 0);
  const foreign = count(
    ({ rejected }) => foreignReasons.reduce((sum, reason) => sum + (rejected[reason] ?? 0), 0),
    true,
  );
  const botsAmong = (isLate: boolean) => ({
    stored: count(({ stored }) => stored, isLate),
    bots: count(({ bot }) => sumOf(bot), isLate),
  });
  return {
    refused: {
      received: count(({ received }) => received, true),
      foreign,
      hosts: foreign > 0 ? await foreignHosts(measured) : [],
      hasDomains: site.domains.length > 0,
    },
    bots: {
      lately: botsAmong(true),
      before: botsAmong(false),
    },
  };
};
