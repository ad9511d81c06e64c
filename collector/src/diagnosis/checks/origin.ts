import { defineCheck, outcome, ratioOf } from '../check.ts';

/** So many refused for their page are the site's own, not somebody's copy of a page. */
const MANY_RATIO = 0.05;

/** Events are refused because their page is not among the site's domains. */
export const origin = defineCheck({
  name: 'origin',
  about: 'site',
  reads: 'refused',
  judge: ({ received, foreign, hosts, hasDomains }) => {
    if (!hasDomains) return outcome('any', 'ok', { figures: {} });
    if (foreign === 0) return outcome('none', 'ok', { figures: { received } });
    const ratio = ratioOf(foreign, received);
    const figures = { events: foreign, ratio };
    return outcome('refused', ratio >= MANY_RATIO ? 'problem' : 'warning', { figures, names: hosts });
  },
});
