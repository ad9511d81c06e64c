import type { Formats } from '../../locales/formats.ts';
import type { Said, Sentences } from './said.ts';

const later = 'Nothing needs to be done: it is known once there are more.';

/** The sentences of the diagnosis in English. */
export const englishSentences = (format: Formats): Sentences => {
  const { number, percent } = format;
  const count = (value: number, one: string, other: string) =>
    format.plural(value, { one: `# ${one}`, other: `# ${other}` });
  const events = (value: number) => count(value, 'event', 'events');
  const views = (value: number) => count(value, 'page view', 'page views');
  const visitors = (value: number) => count(value, 'visitor', 'visitors');
  const orders = (value: number) => count(value, 'order', 'orders');
  const requests = (value: number) => count(value, 'request', 'requests');
  const days = (value: number) => count(value, 'day', 'days');
  const hours = (value: number) => count(value, 'hour', 'hours');
  const unmeasured = (): Said => ({ says: 'This could not be read: the store does not answer.' });
  const room = ({ freeBytes, bytesPerDay }: { freeBytes: number; bytesPerDay: number }) =>
    `${format.diskSize(freeBytes)} are free, and the events grow by ${format.diskSize(bytesPerDay)} a day`;

  return {
    'tag.never': () => ({
      says: 'The tag was never seen.',
      way: 'Paste the line from the setup into the head of every page, and open one of them. If nothing arrives, look at the browser’s console: “Failed to load resource” means that this address is not reachable from there, “Refused to load the script” that the page’s policy forbids it.',
    }),
    'tag.silent': ({ silentHours, lullHours }) => ({
      says: `The tag has not been seen for ${hours(silentHours)}; before that it was never silent for more than ${hours(Math.max(1, lullHours))}.`,
      way: 'See whether the pages still carry the line from the setup, whether a change of the site’s template or policy took it away, and whether browsers reach this address.',
    }),
    'tag.seen': () => ({ says: 'The tag is seen as usual.' }),
    'tag.unmeasured': unmeasured,

    'origin.refused': (figures) => ({
      says: `${events(figures.events)} (${percent(figures.ratio)} of the last ${number(24)} hours’) were refused: their pages are not on the site’s domains.`,
      way: 'If these pages are yours, add their host to the site’s domains and have the refused events judged again. If they are not, somebody copied your pages, and all is as it should be.',
    }),
    'origin.none': () => ({ says: 'Every event came from a page on the site’s domains.' }),
    'origin.any': () => ({ says: 'The site names no domains: events are taken from any page that carries the tag.' }),
    'origin.unmeasured': unmeasured,

    'csp.refused': (figures) => ({
      says: `${count(figures.reports, 'browser report says', 'browser reports say')} that a page’s Content-Security-Policy keeps the tag or its events away.`,
      way: 'Allow this address in the policy of these pages, for scripts and for connections:',
    }),
    'csp.fine': (figures) => ({
      says: `Browsers report here, and none of ${count(figures.reports, 'report is', 'reports is')} about the tag.`,
    }),
    'csp.silent': () => ({
      says: 'Whether a page’s Content-Security-Policy keeps the tag away is not known: no browser reports here. Its console would say “Refused to load the script” or “Refused to connect … because it violates the following Content Security Policy directive”.',
      way: 'If your pages send such a policy, let browsers report to this address; the policy itself stays as it is:',
    }),
    'csp.unmeasured': unmeasured,

    'untagged.found': (figures) => ({
      says: `Visitors came ${number(figures.views)} times (${percent(figures.ratio)} of the ways inside the site) from pages on which the tag was never seen.`,
      way: 'Put the tag on these pages. If it stands there, their Content-Security-Policy may refuse it; this allows it:',
    }),
    'untagged.none': () => ({ says: 'The tag was seen on every page that visitors came from in the last seven days.' }),
    'untagged.few': () => ({ says: 'Too few visitors went from page to page yet.', way: later }),
    'untagged.unmeasured': unmeasured,

    'ad_blocker.blocked': (figures) => ({
      says: `Of ${orders(figures.orders)} that your server told of, the tag never saw the buyers of ${number(figures.missing)} (${percent(figures.ratio)}). Ad-blockers keep it away from them, as far as such a comparison can tell.`,
      way: 'Serve the tag under a name and a path of your own that no list of trackers knows, best from a host of your site. These are settings of the collector; paste the new line from the setup afterwards:',
    }),
    'ad_blocker.fine': (figures) => ({
      says: `The tag saw the buyers of all but ${number(figures.missing)} of ${orders(figures.orders)} that your server told of.`,
    }),
    'ad_blocker.unmatched': (figures) => ({
      says: `Of ${orders(figures.orders)} that your server told of, hardly any can be matched to a visitor: nothing can be said of ad-blockers.`,
      way: 'Let the server send the visitor’s id or the customer that the page identifies, or let the thank-you page tell the order too: it counts once.',
    }),
    'ad_blocker.few': () => ({
      says: 'Whether ad-blockers keep the tag away is known when your server tells of orders too: the two can be compared then.',
      way: 'Send purchases from your server with a secret key; an order that the page told as well counts once.',
    }),
    'ad_blocker.unmeasured': unmeasured,

    'second_tag.found': (figures) => ({
      says: `The tag stands twice in the same page: met ${count(figures.loads, 'time', 'times')} in the last hour. It counts once, but visitors load it twice.`,
      way: 'Remove one of the two: often one stands in the template and the other comes from a tag manager or a plug-in.',
    }),
    'second_tag.none': () => ({ says: 'No page was met with two tags.' }),
    'second_tag.few': () => ({ says: 'No tag sent anything in the last hour.', way: later }),
    'second_tag.unmeasured': unmeasured,

    'doubled_views.found': (figures) => ({
      says: `${views(figures.views)} (${percent(figures.ratio)}) came within a second of another one by the same visitor on the same page: something counts them twice.`,
      way: 'Look for a second maker of page views beside the tag: a program of your own that sends page_view, another copy of the tag with its own key, or a proxy that sends requests twice. Keep one of them.',
    }),
    'doubled_views.none': (figures) => ({ says: `None of ${views(figures.views)} of the last day was counted twice.` }),
    'doubled_views.few': () => ({ says: 'Too few page views in the last day.', way: later }),
    'doubled_views.unmeasured': unmeasured,

    'client_address.header_unread': () => ({
      says: 'A proxy before the collector names the visitors’ addresses in a header that is not read. All visitors seem to come from the proxy: their country is unknown or wrong, and those without an id are taken for one another.',
      way: 'Name the header, and the proxies that are believed, in the collector’s settings:',
    }),
    'client_address.proxy_untrusted': () => ({
      says: 'The header with the visitors’ addresses is set, but the proxy that writes it is not trusted, so it is not read.',
      way: 'Name the proxy’s address or range in TRUSTED_PROXIES:',
    }),
    'client_address.shared': (figures) => ({
      says: `All ${visitors(figures.visitors)} of the last hour share one address: it is a proxy’s, not theirs.`,
      way: 'Let the proxy write the visitor’s address into a header, and name that header in the collector’s settings:',
    }),
    'client_address.private': (figures) => ({
      says: `${percent(figures.privateRatio)} of ${requests(figures.requests)} come from private addresses, as those of a proxy are, and no header names others.`,
      way: 'On an intranet that is right. Otherwise let the proxy write the visitor’s address into a header, and name it in the collector’s settings:',
    }),
    'client_address.local': () => ({
      says: 'The collector is reached at an address of this machine or network: its visitors’ addresses are of it too.',
    }),
    'client_address.fine': (figures) => ({
      says: `Visitors come from ${figures.addresses >= 50 ? `${number(50)} addresses and more` : count(figures.addresses, 'address', 'different addresses')}.`,
    }),
    'client_address.few': () => ({ says: 'Too few requests in the last hour.', way: later }),
    'client_address.unmeasured': unmeasured,

    'clock.own': (figures) => ({
      says: `The clocks of ${visitors(figures.visitors)} (${percent(figures.ratio)}) differ from the collector’s by more than a minute. That so many are wrong is unlikely: the collector’s clock is.`,
      way: 'Set the clock of the collector’s machine by NTP (timedatectl set-ntp true). Events that were taken meanwhile keep the wrong time.',
    }),
    'clock.some': (figures) => ({
      says: `The clocks of ${visitors(figures.visitors)} (${percent(figures.ratio)}) are wrong by more than a minute. Their times are corrected by the collector’s clock.`,
      way: 'Nothing needs to be done, unless a program of yours sends events with a time of its own.',
    }),
    'clock.fine': () => ({ says: 'Visitors’ clocks agree with the collector’s.' }),
    'clock.few': () => ({ says: 'Too few visitors in the last hour.', way: later }),
    'clock.unmeasured': unmeasured,

    'bots.many': (figures) => ({
      says: `${percent(figures.ratio)} of the last day’s events are bots’. They are kept apart: no figure holds them.`,
      way: 'They cost room and work alone. The setup tells by what they are known; a robots.txt or the site’s firewall can keep them off.',
    }),
    'bots.rising': (figures) => ({
      says: `Bots make ${percent(figures.ratio)} of the last day’s events, after ${percent(figures.ratioBefore)} in the week before. They are kept apart: no figure holds them.`,
      way: 'If you did not start a crawler or a test yourselves, somebody reads your site by program. The setup tells by what they are known.',
    }),
    'bots.fine': (figures) => ({
      says: `${percent(figures.ratio)} of the last day’s events are bots’, and kept apart.`,
    }),
    'bots.few': () => ({ says: 'Too few events in the last day.', way: later }),
    'bots.unmeasured': unmeasured,

    'spool.full': (figures) => ({
      says: `${percent(figures.ratio)} of the room for waiting events is used (${format.diskSize(figures.bytes)}). When it is full, browsers are told to come back later.`,
      way: 'Bring the store back (its log says why it does not take them), or give the spool more room with SPOOL_MAX_MB.',
    }),
    'spool.growing': (figures) => ({
      says: `Events have waited on disk for ${format.duration(figures.oldestMs)}, and they grow more: the store takes fewer than arrive. Nothing is lost.`,
      way: 'Look at the store’s log and at its disk; the collector’s log says what it answered.',
    }),
    'spool.draining': (figures) => ({
      says: `Events have waited on disk for up to ${format.duration(figures.oldestMs)}; the store is taking them now. Nothing is lost.`,
      way: 'Wait. If it lasts, look at the store’s log.',
    }),
    'spool.fine': () => ({ says: 'Events reach the store within seconds.' }),
    'spool.unmeasured': unmeasured,

    'store.away': (figures) => ({
      says: `The store has not answered for ${format.duration(Math.max(1_000, figures.awayMs))}. Events are taken and kept on disk meanwhile; questions cannot be answered.`,
      way: 'See whether ClickHouse runs and is reached at CLICKHOUSE_URL; the collector’s log says what went wrong.',
    }),
    'store.slow': (figures) => ({
      says: `Questions take the store ${format.seconds(figures.medianMs)} in the median, and one in twenty ${format.seconds(figures.slowMs)} or more.`,
      way: 'Ask about fewer days or with fewer breakdown values, give the machine more cores or memory, or move the store to a ClickHouse server of its own.',
    }),
    'store.fine': (figures) => ({
      says: `Questions take the store ${format.seconds(figures.medianMs)} in the median.`,
    }),
    'store.answers': () => ({ says: 'The store answers.' }),
    'store.unmeasured': unmeasured,

    'disk.full': (figures) => ({
      says: `The disk is nearly full: ${format.diskSize(figures.freeBytes)} of ${format.diskSize(figures.totalBytes)} are free.`,
      way: 'Make room or add a disk now. Events are kept until it is full; then browsers are told to come back later. A shorter retention makes room within a day.',
    }),
    'disk.filling': (figures) => ({
      says: `The disk is full in about ${days(figures.daysLeft)}: ${room(figures)}.`,
      way: 'Add room, or let events be erased sooner: a shorter retention stands in the site’s settings.',
    }),
    'disk.fits': (figures) => ({ says: `There is room: ${room(figures)}. What is too old is erased.` }),
    'disk.unmeasured': unmeasured,
  };
};
