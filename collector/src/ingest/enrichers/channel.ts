import { scrubText } from '../../lib/scrub.ts';
import { isOfDomain } from '../../sites/is-of-domain.ts';
import { noParameters } from '../page-url.ts';
import type { Enricher, Subject } from './enricher.ts';
import { knownReferrer } from './known-referrers.ts';

/**
 * How a visitor got to the page. `internal` came from another page of the same site: it says nothing about where the visit began.
 * `campaign` is a link that names its source in UTM parameters and fits no other channel.
 */
export const channels = [
  'direct',
  'search',
  'paid',
  'social',
  'email',
  'ai',
  'referral',
  'campaign',
  'internal',
] as const;

type Channel = (typeof channels)[number];

/** Advertisers put these on the links they sell. `fbclid` is left out: free posts carry it too. */
const paidClickIds: Readonly<Record<string, string>> = {
  gclid: 'Google',
  gbraid: 'Google',
  wbraid: 'Google',
  msclkid: 'Bing',
  ttclid: 'TikTok',
  twclid: 'Twitter',
  li_fat_id: 'LinkedIn',
  yclid: 'Yandex',
};

/** Media that people write in `utm_medium`, as in Google Analytics' default channel group. */
const channelOfMedium = (medium: string): Channel | undefined => {
  if (/^(.*cp.*|ppc|retargeting|paid.*|display|banner|cpm|interstitial|affiliate)$/.test(medium)) return 'paid';
  if (/^(e[-_ ]?mail|newsletter)$/.test(medium)) return 'email';
  if (/^(social|social[-_ ](network|media)|sm)$/.test(medium)) return 'social';
  if (medium === 'organic') return 'search';
  if (medium === 'referral') return 'referral';
  return undefined;
};

const withoutWww = (host: string) => host.replace(/^www\./, '');

/** The site's own hosts: where it is served from, and where its owner said that the same visitors go on. */
const isOwn = (host: string, { page, arrival: { site } }: Subject) =>
  withoutWww(host) === withoutWww(page.hostname) ||
  isOfDomain([...site.domains, ...site.linkedDomains], host) ||
  (site.cookieDomain !== '' && isOfDomain([site.cookieDomain], host));

/** What a link says of itself. */
interface Link {
  medium: string;
  named: string;
  clickId?: string | undefined;
}

/** Most addresses have no query, and need not be asked. */
const plainLink: Link = { medium: '', named: '' };

const linkOf = ({ parameters }: Subject['page']): Link =>
  parameters === noParameters
    ? plainLink
    : {
        medium: (parameters.get('utm_medium') ?? '').trim().toLowerCase(),
        named: scrubText((parameters.get('utm_source') ?? parameters.get('ref') ?? '').trim()).slice(0, 120),
        clickId: Object.keys(paidClickIds).find((name) => parameters.has(name)),
      };

const attribution = (subject: Subject): { channel: Channel; source: string } => {
  const { page, referrer } = subject;
  const { medium, named, clickId } = linkOf(page);
  const known = referrer ? knownReferrer(referrer.hostname) : false;
  const knownSource = known ? known.source : '';

  if (clickId) return { channel: 'paid', source: named || paidClickIds[clickId] || '' };
  if (named || medium) {
    const channel = channelOfMedium(medium) ?? (known ? known.medium : 'campaign');
    return { channel, source: named || knownSource || referrer?.hostname || '' };
  }
  if (!referrer?.hostname) return { channel: 'direct', source: '' };
  if (isOwn(referrer.hostname, subject)) return { channel: 'internal', source: '' };
  if (known) return { channel: known.medium, source: known.source };
  return { channel: 'referral', source: withoutWww(referrer.hostname) };
};

/** Where the visitor came from: the referrer, its channel and its source. Links that name their campaign win over the referrer. */
export const channel: Enricher = {
  name: 'channel',
  enrich: (subject) => ({
    referrer_host: subject.referrer?.hostname ?? '',
    referrer_path: subject.referrer?.hostname ? subject.referrer.keptPath : '',
    ...attribution(subject),
  }),
};
