import { MAX_BEACON_BYTES, WIRE_VERSION } from '@telltale/protocol/limits';
import { isHidden } from '../lib/is-hidden.ts';
import { listen } from '../lib/listen.ts';
import { readStored, removeStored, writeStored } from '../lib/storage.ts';
import { toJson } from '../lib/to-json.ts';
import { consentGiven } from './consent.ts';
import { adoptOrphans, clearQueue, discharge, droppedJson, leaveUnconfirmed, loadBatch, unload } from './queue.ts';

/** Events that happen together travel together. */
const GATHER_MS = 1000;

/** A collector that hangs must not hold the queue for ever. */
const ANSWER_WITHIN_MS = 20_000;

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 300_000;

/** Below this a refused request was not refused for its size. */
const SMALL_BYTES = 8192;

/** Refused for good: not what says "not now", nor what a proxy in front that is not set up yet cannot find. */
const isFinal = /^4(?!04|08|25|29)/;

// The browser's own, even when the page replaces it later.
const post = globalThis.fetch;

let url = '';
let site = '';
let timer: ReturnType<typeof setTimeout> | undefined;
let maxBytes = MAX_BEACON_BYTES;
let travellingBytes = 0;
let failures = 0;
let retryAt = 0;

/** Sends what waits, soon, together with what follows. */
export const sendSoon = (inMs = GATHER_MS): void => {
  timer ??= setTimeout(send, inMs);
};

/** Sends one batch. While the page closes also beside one that is on its way, as far as the browser's quota allows. */
export const send = async (isLeaving = false): Promise<void> => {
  clearTimeout(timer);
  timer = undefined;
  if (consentGiven() === 'denied') clearQueue();
  // What the collector asked for holds for every page and tab; our own patience only while the page stays.
  const pauseMs = Math.max(isLeaving ? 0 : retryAt, Number(readStored('r') ?? 0)) - Date.now();
  if (pauseMs > 0) return sendSoon(pauseMs);
  // Its answer sends the next.
  if (isLeaving ? travellingBytes >= maxBytes : travellingBytes) return;
  const load = loadBatch(maxBytes - travellingBytes);
  if (isLeaving) leaveUnconfirmed();
  if (!load) return;
  const [events, envelopes, bytes] = load;
  const dropped = droppedJson();
  let answer: Response | undefined;
  travellingBytes += bytes;
  try {
    // A text body is a "simple request": no preflight, which would not survive the closing of the page.
    answer = await post(url, {
      method: 'POST',
      body: `{"v":${WIRE_VERSION},"site":${toJson(site)},"sentAt":${Date.now()}${dropped && `,"dropped":${dropped}`},"envelopes":[${envelopes}]}`,
      credentials: 'omit',
      // The page may have used up the quota of such requests, so a failed one is tried again without it.
      keepalive: isLeaving || !failures,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    // No answer: unreachable, or more than the quota.
  }
  travellingBytes -= bytes;
  const { ok, status = 0, headers } = answer ?? {};
  if (ok) {
    failures = retryAt = 0;
    maxBytes = MAX_BEACON_BYTES;
    discharge(load);
    // What was dropped in the meantime is told with the next batch, together with this: twice rather than never.
    if (dropped === droppedJson()) removeStored('d');
    adoptOrphans();
  } else if ((status === 413 || (!status && isHidden())) && events.size > 1 && bytes > SMALL_BYTES) {
    maxBytes = bytes / 2;
    unload(load);
    return send(isLeaving);
  } else if (isFinal.test(`${status}`)) {
    discharge(load, status === 413 ? 'too_large' : 'refused');
  } else {
    unload(load);
    const now = Date.now();
    const retryAfter = headers?.get('retry-after');
    // Half of it chance, so that all the visitors do not come back at the same moment.
    retryAt = now + Math.round(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random()));
    if (retryAfter) writeStored('r', `${now + (Number(retryAfter) * 1000 || Date.parse(retryAfter) - now)}`);
  }
  sendSoon();
};

/** Opens the way to the collector, for what closed pages left behind too. */
export const openTransport = (siteKey: string, collectUrl: string): void => {
  site = siteKey;
  url = collectUrl;
  const resume = () => {
    retryAt = 0;
    sendSoon();
  };
  listen('online', resume);
  listen('pageshow', resume);
  adoptOrphans();
  sendSoon();
};
