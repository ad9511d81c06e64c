import type { IncomingHttpHeaders } from 'node:http';

/** Headers in which proxies name the visitor's address, the surest first: a service's own is written by nobody else. */
const relayHeaders = [
  'cf-connecting-ip',
  'true-client-ip',
  'fly-client-ip',
  'fastly-client-ip',
  'x-forwarded-for',
  'x-real-ip',
  'forwarded',
] as const;

/** The header in which a proxy named the visitor's address; empty where none did. */
export const relayHeaderOf = (headers: IncomingHttpHeaders, read: string): string => {
  if (read !== '' && headers[read] !== undefined) return read;
  for (const name of relayHeaders) if (headers[name] !== undefined) return name;
  return '';
};
