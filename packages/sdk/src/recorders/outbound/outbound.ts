import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { isWithin } from '../../lib/is-within.ts';
import { later } from '../../lib/later.ts';
import { onLink } from '../../lib/on-link.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import type { Recorder } from '../../recorder.ts';

/**
 * The last two labels of a host name, or three where the second last is as short as in `example.co.uk`: near enough to what
 * one can register, without the list of public suffixes (https://publicsuffix.org).
 */
const registrable = /.*?([^.]+\.([^.]{1,3}\.)?[^.]+)$/;

/** Records links that lead to somebody else's site. The site's own subdomains and linked domains are no such thing. */
export const outbound: Recorder = later((emit: Emit, settings) => {
  const { cookieDomain, linkedDomains = [] } = settings;
  const own = [cookieDomain || location.hostname.replace(registrable, '$1'), ...linkedDomains];
  onLink(({ host, hostname, origin, pathname }) => {
    for (const domain of own) if (isWithin(hostname, domain)) return;
    emit('outbound_click', { host, url: scrubText(origin + pathname).slice(0, MAX_TEXT_LENGTH) });
  });
  return undefined;
});
