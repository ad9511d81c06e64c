import { randomBytes } from 'node:crypto';
import { MAX_NAME_LENGTH } from '@telltale/protocol';
import { scrubText } from '../lib/scrub.ts';
import type { Arrival } from './arrival.ts';
import { idOfText, visitorOfCustomer } from './id-of-text.ts';
import { mailProxyOf } from './mail-client.ts';
import { noPage } from './page-url.ts';
import type { JudgedEnvelope } from './validate.ts';

/** The name under which openings are asked for: a custom event. */
export const MAIL_OPENED = 'email_opened';

const NO_ID = '0000000000000000';
/** Control characters and those that reorder text: names do not have them. */
const DECEIVING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

const read = (parameters: URLSearchParams, name: string) =>
  (parameters.get(name) ?? '').replace(DECEIVING, '').trim().slice(0, MAX_NAME_LENGTH);

/** Whoever forwards the mail forwards its address, and proxies keep it in their logs: an e-mail address there names nobody. */
const readWho = (parameters: URLSearchParams, name: string) => {
  const who = read(parameters, name);
  return scrubText(who) === who ? who : '';
};

const whoOf = (site: string, customer: string, message: string) => {
  if (customer) return { visitorId: visitorOfCustomer(site, customer), customerId: customer };
  return message ? { visitorId: idOfText('message', site, message) } : {};
};

/**
 * What an image's address tells of the mail that it stood in: `campaign`, and `customer` or `message`, each at most 120 characters.
 * With neither of these two the reader is who the request looks like, for a day.
 */
export const judgeMailOpen = (
  parameters: URLSearchParams,
  { site, receivedAt, userAgent }: Arrival,
): JudgedEnvelope => {
  const campaign = scrubText(read(parameters, 'campaign'));
  const message = readWho(parameters, 'message');
  const proxy = mailProxyOf(userAgent);
  const props = {
    ...(campaign && { campaign }),
    ...(message && { message }),
    ...(proxy && { via: proxy.name }),
  };
  return {
    envelope: { ...whoOf(site.id, readWho(parameters, 'customer'), message), sessionId: NO_ID, pageId: NO_ID, url: '' },
    // A mail is no page; its campaign is read as a link's would be.
    page: { ...noPage, parameters: new URLSearchParams({ utm_medium: 'email', utm_campaign: campaign }) },
    events: [
      {
        // Begins with the time, so that it is looked up among the newest.
        id: receivedAt.toString(16).padStart(11, '0') + randomBytes(3).toString('hex').slice(1),
        kind: 'custom',
        at: receivedAt,
        seq: 0,
        properties: { name: MAIL_OPENED, props },
      },
    ],
  };
};
