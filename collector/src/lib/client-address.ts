import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type AddressRanges, plainAddress } from './address-ranges.ts';

/** Where a visitor's address may be read. */
export interface ClientAddressRules {
  /** Lower-case header name; empty: the peer's own address counts. */
  clientIpHeader: string;
  trustedProxies: AddressRanges;
}

/** Some proxies append the port: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (hop: string) =>
  !hop.includes(':') ? hop : hop.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/**
 * The visitor's address: the peer's, or, when the peer is a trusted proxy, the last address in the header that is not itself a
 * trusted proxy. Addresses further left were written by the visitor and prove nothing.
 * It is used while the request is served and never stored.
 */
export const clientAddress = (
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  { clientIpHeader, trustedProxies }: ClientAddressRules,
): string => {
  const peer = plainAddress(socket.remoteAddress ?? '');
  if (!clientIpHeader || !trustedProxies.includes(peer)) return peer;
  const hops = String(headers[clientIpHeader] ?? '');
  for (let end = hops.length; end >= 0; ) {
    const comma = hops.slice(0, end).lastIndexOf(',');
    const hop = plainAddress(withoutPort(hops.slice(comma + 1, end).trim()));
    if (isIP(hop) === 0) break;
    if (!trustedProxies.includes(hop)) return hop;
    end = comma;
  }
  return peer;
};
