import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer prove nothing. */
const LEAST_ORDERS = 20;
/** Without any in common the two are told of in different ways, and their difference says nothing. */
const COMPARABLE_RATIO = 0.2;
/** What browsers lose anyway. */
const SOME_RATIO = 0.1;
const MANY_RATIO = 0.3;

/** Buyers whom the site's server tells of and the tag never saw: an ad-blocker kept the tag away. */
export const adBlocker = defineCheck({
  name: 'ad_blocker',
  about: 'site',
  reads: 'orders',
  judge: ({ fromServer, knownToTag }) => {
    if (fromServer < LEAST_ORDERS) return outcome('few', 'unknown', { figures: { orders: fromServer } });
    const missingRatio = 1 - ratioOf(knownToTag, fromServer);
    const figures = { orders: fromServer, missing: fromServer - knownToTag, ratio: missingRatio };
    if (1 - missingRatio < COMPARABLE_RATIO) return outcome('unmatched', 'unknown', { figures });
    if (missingRatio < SOME_RATIO) return outcome('fine', 'ok', { figures });
    return outcome('blocked', missingRatio >= MANY_RATIO ? 'problem' : 'warning', { figures });
  },
});
