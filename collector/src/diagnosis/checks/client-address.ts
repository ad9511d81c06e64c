import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer visitors may well sit in one office. */
const LEAST_VISITORS = 20;
const LEAST_REQUESTS = 20;
/** A few visitors' own proxies name them; a proxy of the site names them all. */
const NEARLY_ALL_RATIO = 0.9;
const MOST_RATIO = 0.5;

/** The addresses of visitors are a proxy's: country, limits and cookieless visitors are wrong then. */
export const clientAddress = defineCheck({
  name: 'client_address',
  about: 'site',
  reads: 'arrivals',
  judge: ({ requests, visitors, addresses, privateRequests, relayed, clientIpHeader, isLocal }) => {
    if (requests < LEAST_REQUESTS) return outcome('few', 'unknown', { figures: { requests } });
    const privateRatio = ratioOf(privateRequests, requests);
    const [header, marked] = [...relayed].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0];
    const isShared = visitors >= LEAST_VISITORS && addresses === 1;
    const figures = { requests, visitors, addresses, privateRatio };
    // Read and believed, such a header leaves no private address behind.
    const isUnread =
      ratioOf(marked, requests) >= NEARLY_ALL_RATIO && (clientIpHeader === '' || privateRatio >= MOST_RATIO);
    if (isUnread && header !== clientIpHeader) return outcome('header_unread', 'problem', { figures, names: [header] });
    if (isUnread) return outcome('proxy_untrusted', 'problem', { figures, names: [header] });
    if (isLocal) return outcome('local', 'ok', { figures });
    if (isShared) return outcome('shared', 'problem', { figures });
    if (privateRatio >= MOST_RATIO) return outcome('private', 'warning', { figures });
    return outcome('fine', 'ok', { figures });
  },
});
