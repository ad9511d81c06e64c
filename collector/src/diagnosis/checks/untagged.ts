import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer prove nothing. */
const LEAST_VIEWS = 20;
/** One page that nobody tagged is a slip; so much of the way is a hole in every figure. */
const MANY_RATIO = 0.2;

/** Visitors come from pages of the site on which the tag was never seen: it is not on them, or their policy refuses it. */
export const untagged = defineCheck({
  name: 'untagged',
  about: 'site',
  reads: 'untagged',
  judge: ({ internalViews, fromUntagged, paths }) => {
    if (internalViews < LEAST_VIEWS) return outcome('few', 'unknown', { figures: { views: internalViews } });
    if (fromUntagged === 0) return outcome('none', 'ok', { figures: { views: internalViews } });
    const ratio = ratioOf(fromUntagged, internalViews);
    const figures = { views: fromUntagged, ratio, pages: paths.length };
    return outcome('found', ratio >= MANY_RATIO ? 'problem' : 'warning', { figures, names: paths });
  },
});
