import { writeFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';

type Value = string | number | Value[] | { [name: string]: Value };

export interface MmdbContents {
  type: string;
  ipVersion: 4 | 6;
  /** Epoch ms. */
  builtAt: number;
  /** Records by network, such as `8.8.8.0/24`; networks do not overlap. */
  networks: Record<string, Value>;
}

const head = (type: number, size: number): Buffer => {
  const short = Math.min(size, 29);
  const first = type <= 7 ? [(type << 5) | short] : [short, type - 7];
  return Buffer.from(size < 29 ? first : [...first, size - 29]);
};

const encode = (value: Value): Buffer => {
  if (typeof value === 'string') return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([head(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([head(7, entries.length), ...entries.flatMap(([name, one]) => [encode(name), encode(one)])]);
};

const bitsOf = (network: string, ipVersion: 4 | 6): string => {
  const [address = '', length] = network.split('/');
  if (isIPv4(address)) {
    const bits = address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
    return (ipVersion === 6 ? '0'.repeat(96) : '') + bits.join('').slice(0, Number(length));
  }
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  const bits = groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'));
  return bits.join('').slice(0, Number(length));
};

/**
 * Writes a small database in MaxMind's format, for tests.
 * Source: MaxMind DB File Format Specification 2.0, https://maxmind.github.io/MaxMind-DB/
 */
export const writeMmdb = async (file: string, { type, ipVersion, builtAt, networks }: MmdbContents): Promise<void> => {
  // A child is a node's number, or an offset in the data section, kept apart as { at }.
  const nodes: (number | { at: number } | undefined)[][] = [[]];
  const records: Buffer[] = [];
  let at = 0;
  for (const [network, record] of Object.entries(networks)) {
    const bits = [...bitsOf(network, ipVersion)].map(Number);
    let node = nodes[0] ?? [];
    for (const bit of bits.slice(0, -1)) {
      const next = node[bit];
      const number = typeof next === 'number' ? next : nodes.push([]) - 1;
      node[bit] = number;
      node = nodes[number] ?? [];
    }
    node[bits.at(-1) ?? 0] = { at };
    records.push(encode(record));
    at += records.at(-1)?.length ?? 0;
  }
  const tree = Buffer.alloc(nodes.length * 6);
  for (const [number, node] of nodes.entries())
    for (const bit of [0, 1]) {
      const child = node[bit];
      const value = typeof child === 'object' ? nodes.length + 16 + child.at : (child ?? nodes.length);
      tree.writeUIntBE(value, number * 6 + bit * 3, 3);
    }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Math.floor(builtAt / 1000),
    database_type: type,
    description: {},
    ip_version: ipVersion,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  await writeFile(file, Buffer.concat([tree, Buffer.alloc(16), ...records, marker, metadata]));
};
