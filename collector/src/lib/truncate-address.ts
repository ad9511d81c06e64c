import { isIPv4, isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address. */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  return tail === undefined
    ? left
    : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
};

/** An address's network, which is no single machine: `203.0.113.0/24`, `2001:db8:12::/48`; empty for what is no address. */
export const truncateAddress = (address: string): string => {
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(address)) return '';
  const network = groupsOf(address).slice(0, 3);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
};
