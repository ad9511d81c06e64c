import { MAX_BEACON_BYTES, WIRE_VERSION } from '@telltale/protocol/limits';
import { isHidden } from '../lib/is-hidden.ts';
import { listen } from '../lib/listen.ts';
import { readStored, writeStored } from '../lib/storage.ts';
import { toJson } from '../lib/to-json.ts';
import { forgetViewport } from '../lib/viewport-json.ts';
import type { Settings } from '../settings.ts';
import { consentGiven } from './consent.ts';
import { clearQueue, countDropped, droppedReport, enqueue, forget, keeper, loadBatch, stopTelling } from './queue.ts';

/** Events that happen together travel together. */
const GATHER_MS = 1000;

/** A collector that hangs must not hold the queue for ever. */
const ANSWER_WITHIN_MS = 20_000;

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 300_000;

/** A longer pause is a mistake, or the clock was wrong; and timers cannot wait for a month. */
const LONGEST_PAUSE_MS = 86_400_000;

/** Below this a refused request was not refused for its size. */
const SMALL_LENGTH = 8192;

/** Refused for good: not what says "not now", nor what a proxy in front that is not set up yet cannot find. */
const isFinal = /^4(?!04|08|25|29)/;

// The browser's own, even when the page replaces it later.
const post = globalThis.fetch;

let settings: Settings;
let timer: ReturnType<typeof setTimeout> | undefined;
// In UTF-16 code units: nearly everything is ASCII; what is too much after all is refused and split.
let maxLength = MAX_BEACON_BYTES;
let travelling = 0;
let failures = 0;
let retryAt = 0;

/** True while the collector does not answer. */
export const isFailing = (): boolean => failures > 0;

/** Sends what waits, soon, together with what follows. */
export const sendSoon = (inMs = GATHER_MS): void => {
  timer ??= setTimeout(send, inMs);
};

/** Sends one batch. While the page closes also beside one that is on its way, as far as the browser's quota allows. */
export const send = async (isLeaving = false): Promise<void> => {
  clearTimeout(timer);
  timer = undefined;
  if (consentGiven === 'denied') clearQueue();
  // What the collector asked for holds for every page and tab; our own patience only while the page stays.
  const pauseMs = Math.max(isLeaving ? 0 : retryAt, Number(readStored('r') ?? 0)) - Date.now();
  const isPausing = pauseMs > 0 && pauseMs <= LONGEST_PAUSE_MS;
  // The answer to what is on its way sends the next.
  const load = !isPausing && travelling < (isLeaving ? maxLength : 1) ? loadBatch(maxLength - travelling) : undefined;
  if (isLeaving) keeper.keep?.();
  if (isPausing) sendSoon(pauseMs);
  if (!load) return;
  const [events, envelopes, length] = load;
  const told = droppedReport();
  let answer: Partial<Response> = {};
  travelling += length;
  try {
    // A text body is a "simple request": no preflight, which would not survive the closing of the page.
    answer = await post(settings.collectUrl, {
      method: 'POST',
      body: `{"v":${WIRE_VERSION},"site":${toJson(settings.site)},"sentAt":${Date.now()}${told},"envelopes":[${envelopes}]}`,
      credentials: 'omit',
      // The page may have used up the quota of such requests, so a failed one is tried again without it.
      keepalive: isLeaving || !failures,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    // No answer: unreachable, or more than the quota.
  }
  travelling -= length;
  const { ok, status = 0, headers } = answer;
  const isSplit = events.size > 1 && length > SMALL_LENGTH && (status === 413 || (!status && isHidden()));
  const isRefused = !isSplit && isFinal.test(`${status}`);
  if (ok) {
    failures = retryAt = 0;
    maxLength = MAX_BEACON_BYTES;
    stopTelling(told);
  }
  for (const one of events) (ok || isRefused ? forget : enqueue)(one);
  if (isRefused) countDropped(status === 413 ? 'too_large' : 'refused', events.size);
  else if (isSplit) {
    maxLength = length / 2;
    return send(isLeaving);
  } else if (!ok) {
    const now = Date.now();
    const retryAfter = headers?.get('retry-after');
    // Half of it chance, so that all the visitors do not come back at the same moment.
    retryAt = now + Math.round(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random()));
    if (retryAfter) writeStored('r', `${now + (Number(retryAfter) * 1000 || Date.parse(retryAfter) - now || 0)}`);
    keeper.keep?.();
  }
  keeper.adopt?.();
  sendSoon();
};

/** Opens the way to the collector, for what closed pages left behind too. */
export const openTransport = (given: Settings): void => {
  settings = given;
  listen('resize', forgetViewport);
  listen('online', () => {
    retryAt = 0;
    send();
  });
  keeper.adopt?.();
  sendSoon();
};
