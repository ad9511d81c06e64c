import type { Context } from 'hono';

/**
 * True when the browser itself says that one of our own pages sent the request: by `Sec-Fetch-Site`, or in browsers without it by an
 * `Origin` that is ours. A cookie alone proves nothing: the browser sends it along with other sites' requests too.
 * Source: OWASP, "Cross-Site Request Forgery Prevention", Fetch Metadata headers.
 */
export const isFromOurPages = (c: Context, baseUrl: string): boolean => {
  const fetchSite = c.req.header('sec-fetch-site');
  if (fetchSite !== undefined) return fetchSite === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === c.req.header('host') || (baseUrl !== '' && origin === new URL(baseUrl).origin);
};

/**
 * True when the browser says that a page of another site sent the request. Programs send neither header and are let through: where
 * this is asked there is no cookie that could be misused, only a sign-in that another site must not do for the reader.
 */
export const isFromOtherPages = (c: Context, baseUrl: string): boolean => {
  const fetchSite = c.req.header('sec-fetch-site');
  if (fetchSite === undefined && c.req.header('origin') === undefined) return false;
  return !isFromOurPages(c, baseUrl);
};
