import { BlockList, isIP } from 'node:net';

/** A set of IP addresses and ranges. */
export interface AddressRanges {
  readonly isEmpty: boolean;
  includes(address: string): boolean;
}

/** Words for the ranges that people mean by them. Sources: RFC 1122, 1918, 4193, 4291, 6598. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: [
    '127.0.0.0/8',
    '::1/128',
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    'fc00::/7',
    'fe80::/10',
  ],
};

/** A range of IPv4 addresses as numbers: each request asks twice, and `BlockList` makes an object of each address that it is asked. */
interface Range4 {
  network: number;
  mask: number;
}

const DOT = 0x2e;
const ZERO = 0x30;

/** An IPv4 address as a whole number of 32 bits, read unit by unit, which makes no garbage; nothing where `isIP` says that it is none. */
const bitsOf = (address: string): number | undefined => {
  let bits = 0;
  let dots = 0;
  let part = -1;
  for (let place = 0; place < address.length; place += 1) {
    const unit = address.charCodeAt(place);
    const digit = unit - ZERO;
    if (unit === DOT && part >= 0 && dots < 3) {
      bits = bits * 256 + part;
      dots += 1;
      part = -1;
      continue;
    }
    // "010" is none: some read it as octal.
    if (digit < 0 || digit > 9 || part === 0) return undefined;
    part = part < 0 ? digit : part * 10 + digit;
    if (part > 255) return undefined;
  }
  return dots === 3 && part >= 0 ? (bits * 256 + part) | 0 : undefined;
};

const range4 = (address: string, bits: number): Range4 => {
  // A shift by 32 shifts nothing.
  const mask = bits === 0 ? 0 : -1 << (32 - bits);
  return { network: (bitsOf(address) ?? 0) & mask, mask };
};

/** `::ffff:10.0.0.1`, as a dual-stack socket names an IPv4 peer, is `10.0.0.1`. */
export const plainAddress = (address: string): string =>
  address.startsWith(':') ? address.replace(/^::ffff:(?=\d+\.)/i, '') : address;

/**
 * Reads a list such as `10.0.0.0/8, 2001:db8::1, loopback`.
 * @throws Error saying what was expected.
 */
export const createAddressRanges = (list: string): AddressRanges => {
  const ranges4: Range4[] = [];
  const ranges6 = new BlockList();
  const ranges = list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .flatMap((word) => named[word] ?? [word]);
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
      throw new Error(
        `addresses or ranges separated by commas, such as "10.0.0.0/8, loopback"; ${JSON.stringify(range)} is neither`,
      );
    const length = bits === undefined ? most : Number(bits);
    if (most === 32) ranges4.push(range4(address, length));
    else ranges6.addSubnet(address, length, 'ipv6');
  }
  return {
    isEmpty: ranges.length === 0,
    includes: (given) => {
      const address = plainAddress(given);
      const own = bitsOf(address);
      if (own === undefined) return isIP(address) === 6 && ranges6.check(address, 'ipv6');
      for (const { network, mask } of ranges4) if ((own & mask) === network) return true;
      return false;
    },
  };
};
