import { createMemo } from '../lib/memo.ts';
import { isOfDomain } from '../sites/is-of-domain.ts';
import type { Arrival } from './arrival.ts';
import type { Fault } from './validate.ts';

/** `null` (sandboxed frames, files) and what is no address name no host. */
const hostOf = createMemo(1_000, (origin) => {
  try {
    return new URL(origin).hostname;
  } catch {
    return '';
  }
});

/**
 * Why nothing of a request counts: its browser says that a page elsewhere sent it. Where the site lists its domains, a page's address
 * in the envelope is not enough: any page can claim one, but only its browser writes `Origin`. Requests without one, or with `null`,
 * are judged by the page's address alone. Source: the Fetch Standard, "Origin header".
 */
export const originFault = ({ site, origin = '' }: Pick<Arrival, 'site' | 'origin'>): Fault | undefined => {
  if (origin === '' || site.domains.length === 0) return undefined;
  const host = hostOf(origin);
  if (host === '' || isOfDomain(site.domains, host)) return undefined;
  return {
    code: 'unknown_origin',
    path: 'origin',
    message: `A page on ${host} sent this, which is not among the site's domains: ${site.domains.join(', ')}.`.slice(
      0,
      300,
    ),
  };
};
