import { describe, expect, it } from 'vitest';
import { createAddressRanges } from './address-ranges.ts';
import { clientAddress } from './client-address.ts';

const addressOf = (peer: string, header: string | undefined, clientIpHeader = 'x-forwarded-for') =>
  clientAddress(
    { headers: header === undefined ? {} : { 'x-forwarded-for': header }, socket: { remoteAddress: peer } } as never,
    { clientIpHeader, trustedProxies: createAddressRanges('10.0.0.0/8, loopback') },
  );

describe("the visitor's address", () => {
  it("is the peer's when no header is configured, whatever the request claims", () => {
    expect(addressOf('203.0.113.7', '198.51.100.1', '')).toBe('203.0.113.7');
  });

  it("is the header's only when a trusted proxy sent it", () => {
    expect(addressOf('10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  });

  it('is the last one that is no proxy: what stands further left was written by the visitor', () => {
    expect(addressOf('::ffff:127.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.9')).toBe('198.51.100.1');
  });

  it('may carry a port, and may be IPv6', () => {
    expect(addressOf('127.0.0.1', '198.51.100.1:4711')).toBe('198.51.100.1');
    expect(addressOf('127.0.0.1', '[2001:db8::1]:4711')).toBe('2001:db8::1');
  });

  it("is the proxy's when the header holds no address", () => {
    expect(addressOf('10.1.2.3', 'unknown')).toBe('10.1.2.3');
    expect(addressOf('10.1.2.3', undefined)).toBe('10.1.2.3');
    expect(addressOf('10.1.2.3', '10.0.0.1')).toBe('10.1.2.3');
    expect(addressOf('10.1.2.3', ',')).toBe('10.1.2.3');
    expect(addressOf('10.1.2.3', ',10.0.0.1')).toBe('10.1.2.3');
    expect(addressOf('10.1.2.3', ', 198.51.100.1')).toBe('198.51.100.1');
  });
});
