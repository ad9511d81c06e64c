import { defineCheck, outcome } from '../check.ts';

/** A page's Content-Security-Policy keeps the tag or its batches away. Browsers tell it only where the policy says whom. */
export const csp = defineCheck({
  name: 'csp',
  about: 'site',
  reads: 'csp',
  judge: ({ reports, aboutTag, directives, pages }) => {
    if (aboutTag > 0)
      return outcome('refused', 'problem', {
        figures: { reports: aboutTag, pages: pages.length },
        names: [...directives, ...pages],
      });
    if (reports > 0) return outcome('fine', 'ok', { figures: { reports } });
    return outcome('silent', 'unknown', { figures: {} });
  },
});
