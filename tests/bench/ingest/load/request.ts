import { type Batch, WIRE_VERSION } from '@telltale/protocol';
import { type Browser, browserOf } from './browsers.ts';
import { type PageViewEnvelope, pageViewOf } from './page-view.ts';
import type { Random } from './random.ts';

/** Events that happen on one page view; the tag sends those of one page view under one envelope. */
const EVENTS_PER_PAGE_VIEW = 5;
/** Of 100 visitors, so many are without consent: no id of theirs is sent. */
const WITHOUT_CONSENT = 15;
/** Different visitors who come during a run, as far as their ids tell. */
const VISITORS = 100_000;
/** Different addresses in one network of 256, so that thousands of requests come from thousands of networks. */
const HOSTS = 100;

const VISITOR = 'a'.repeat(16);
const SESSION = 'b'.repeat(16);
const PAGE = 'c'.repeat(16);
/** Ten digits of seconds; the three of milliseconds behind them stay as they are. */
const SECONDS = '1900000000';
const HOST_PART = '1##';

/** Where requests go, and how many events each carries. */
export interface RequestOptions {
  /** As in the `Host` header. */
  host: string;
  path: string;
  siteKey: string;
  eventCount: number;
  /** Where fresh ids come from: other numbers in every run, or the second run's events would be copies. */
  ids: Random;
}

/** A whole HTTP request in memory, sent again and again with other ids, times, visitors and addresses. */
export interface PreparedRequest {
  bytes: Buffer;
  body: Buffer;
  eventCount: number;
  /** Makes it another request. Not while the bytes are being sent. */
  freshen(nowMs: number): void;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexFirst = Uint8Array.from(hexPairs, (pair) => pair.charCodeAt(0));
const hexSecond = Uint8Array.from(hexPairs, (pair) => pair.charCodeAt(1));

const writeHex32 = (bytes: Buffer, offset: number, value: number) => {
  for (let index = 0; index < 4; index += 1) {
    const byte = (value >>> (8 * index)) & 0xff;
    bytes[offset + 2 * index] = hexFirst[byte] ?? 0;
    bytes[offset + 2 * index + 1] = hexSecond[byte] ?? 0;
  }
};

const offsetsOf = (bytes: Buffer, placeholder: string): number[] => {
  const offsets: number[] = [];
  for (let offset = bytes.indexOf(placeholder); offset >= 0; offset = bytes.indexOf(placeholder, offset + 1))
    offsets.push(offset);
  return offsets;
};

const envelopesOf = (random: Random, browser: Browser, eventCount: number) => {
  const ids = random.whole(100) < WITHOUT_CONSENT ? {} : { visitorId: VISITOR, sessionId: SESSION };
  const envelopes: PageViewEnvelope[] = [];
  for (let left = eventCount; left > 0; left -= EVENTS_PER_PAGE_VIEW) {
    const looking = { ...ids, browser, at: Number(`${SECONDS}000`) };
    envelopes.push({ ...pageViewOf(random, looking, Math.min(left, EVENTS_PER_PAGE_VIEW)), pageId: PAGE });
  }
  return envelopes;
};

const headersOf = (random: Random, { userAgent, acceptLanguage, hints }: Browser) => ({
  'user-agent': userAgent,
  ...hints,
  accept: '*/*',
  'accept-language': acceptLanguage,
  'accept-encoding': 'gzip, deflate, br, zstd',
  'content-type': 'text/plain;charset=UTF-8',
  origin: 'https://shop.example.com',
  referer: 'https://shop.example.com/',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'cross-site',
  'x-forwarded-for': `${11 + random.whole(80)}.${random.whole(256)}.${random.whole(256)}.${HOST_PART}`,
  connection: 'keep-alive',
});

/** Renders a request as a browser sends it through a proxy, one visitor's events in it. */
export const prepareRequest = (
  random: Random,
  { host, path, siteKey, eventCount, ids }: RequestOptions,
): PreparedRequest => {
  const browser = browserOf(random);
  const batch: Batch = {
    v: WIRE_VERSION,
    site: siteKey,
    sentAt: Number(`${SECONDS}999`),
    envelopes: envelopesOf(random, browser, eventCount),
  };
  const text = JSON.stringify(batch);
  const headers = { ...headersOf(random, browser), 'content-length': Buffer.byteLength(text) };
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
  const body = bytes.subarray(bytes.length - Buffer.byteLength(text));

  const visitors = offsetsOf(bytes, VISITOR);
  const sessions = offsetsOf(bytes, SESSION);
  const pages = offsetsOf(bytes, PAGE);
  const times = offsetsOf(bytes, SECONDS);
  const [hostPart = 0] = offsetsOf(bytes, HOST_PART);
  let writtenSecond = 0;

  const freshen = (nowMs: number) => {
    const visitor = ids.whole(VISITORS);
    for (const offset of visitors) {
      writeHex32(bytes, offset, Math.imul(visitor + 1, 0x9e3779b1));
      writeHex32(bytes, offset + 8, visitor);
    }
    for (const offset of sessions) {
      writeHex32(bytes, offset, visitor);
      writeHex32(bytes, offset + 8, Math.imul(visitor + 1, 0x85ebca6b));
    }
    for (const offset of pages) {
      writeHex32(bytes, offset, ids.whole(2 ** 32));
      writeHex32(bytes, offset + 8, ids.whole(2 ** 32));
    }
    const address = ids.whole(HOSTS);
    bytes[hostPart + 1] = 48 + Math.floor(address / 10);
    bytes[hostPart + 2] = 48 + (address % 10);
    // Up to a second before now: as long as a tag gathers, and never ahead of the collector's clock.
    const second = Math.floor(nowMs / 1_000) - 1;
    if (second === writtenSecond) return;
    writtenSecond = second;
    for (const offset of times) bytes.write(String(second), offset, 'latin1');
  };
  freshen(Date.now());
  return { bytes, body, eventCount, freshen };
};
