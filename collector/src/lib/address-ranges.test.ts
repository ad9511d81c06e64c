import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAddressRanges } from './address-ranges.ts';

it("finds IPv4 addresses in ranges as Node's own list does", () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.constantFrom('0.0.0.0', '255.255.255.255', '127.0.0.1', '128.0.0.0', '10.255.255.255', '11.0.0.0'),
  );
  const range = fc.tuple(address, fc.oneof(fc.nat(32), fc.constantFrom(0, 1, 8, 31, 32)));
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 4 }), fc.array(address), (ranges, addresses) => {
      const list = new BlockList();
      for (const [network, bits] of ranges) list.addSubnet(network, bits, 'ipv4');
      const own = createAddressRanges(ranges.map(([network, bits]) => `${network}/${bits}`).join(', '));
      // An address of a range itself, so that some are found.
      for (const asked of [...addresses, ...ranges.map(([network]) => network)])
        expect(own.includes(asked)).toBe(list.check(asked, 'ipv4'));
    }),
  );
});

it('takes for an IPv4 address what Node takes for one, and nothing else', () => {
  const part = fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '00', '01', '256', '1e1', ' 1', '-1', '0x1', '٣'));
  const all = createAddressRanges('0.0.0.0/0');
  fc.assert(
    fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), (parts) => {
      const text = parts.join('.');
      expect([text, all.includes(text)]).toEqual([text, isIPv4(text)]);
    }),
    { numRuns: 1_000 },
  );
});

it('keeps the families apart, knows an IPv4 peer of a socket for both, and finds nothing that is no address', () => {
  const ranges = createAddressRanges('10.0.0.0/8, 2001:db8::/32, loopback');
  const found = ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1', '127.0.0.9', '::1'];
  expect(found.filter((address) => !ranges.includes(address))).toEqual([]);
  const strange = ['11.1.2.3', '2001:db9::1', '::a01:203', '10.1.2', '', 'ten', '10.1.2.3:80', '::2'];
  expect(strange.filter((address) => ranges.includes(address))).toEqual([]);
});
