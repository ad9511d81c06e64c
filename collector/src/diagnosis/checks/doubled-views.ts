import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer prove nothing. */
const LEAST_VIEWS = 20;
/** People reload a page that hangs, now and then. */
const SOME_RATIO = 0.02;
/** So many are made by two makers of page views. */
const MANY_RATIO = 0.2;

/** The same visitor sees the same page again within a second: two things on the page count it. */
export const doubledViews = defineCheck({
  name: 'doubled_views',
  about: 'site',
  reads: 'doubled',
  judge: ({ views, doubled, paths }) => {
    if (views < LEAST_VIEWS) return outcome('few', 'unknown', { figures: { views } });
    const ratio = ratioOf(doubled, views);
    if (ratio < SOME_RATIO) return outcome('none', 'ok', { figures: { views } });
    const figures = { views: doubled, ratio };
    return outcome('found', ratio >= MANY_RATIO ? 'problem' : 'warning', { figures, names: paths });
  },
});
