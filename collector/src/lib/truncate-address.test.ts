import { expect, it } from 'vitest';
import { truncateAddress } from './truncate-address.ts';

it.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:12:34::9', '2001:db8:12::/48'],
  ['2001:db8::9', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['2001:0DB8:0012:1:2:3:4:5', '2001:db8:12::/48'],
  ['nonsense', ''],
  ['', ''],
])('the network of %s is %s', (address, network) => {
  expect(truncateAddress(address)).toBe(network);
});
