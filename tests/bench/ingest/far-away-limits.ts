/** Settings of a collector whose visitors all come from this machine, through what looks like a proxy: rate limits are on, and far away. */
export const farAwayLimits: Record<string, string> = {
  CLIENT_IP_HEADER: 'x-forwarded-for',
  TRUSTED_PROXIES: 'loopback',
  CLIENT_EVENTS_PER_MINUTE: '1000000000',
  SITE_EVENTS_PER_MINUTE: '1000000000',
};
