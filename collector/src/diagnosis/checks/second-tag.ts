import { defineCheck, outcome } from '../check.ts';

/** The tag stands in a page twice. The second one does nothing, but costs every visitor a file. */
export const secondTag = defineCheck({
  name: 'second_tag',
  about: 'site',
  reads: 'arrivals',
  judge: ({ requests, secondTags }) => {
    if (requests === 0) return outcome('few', 'unknown', { figures: {} });
    const pages = [...secondTags].toSorted(([, one], [, other]) => other - one);
    const loads = pages.reduce((sum, [, count]) => sum + count, 0);
    if (loads === 0) return outcome('none', 'ok', { figures: {} });
    return outcome('found', 'warning', { figures: { loads, pages: pages.length }, names: pages.map(([page]) => page) });
  },
});
