import { MAX_ENVELOPES_PER_BATCH, MAX_EVENTS_PER_BATCH } from '@telltale/protocol/limits';
import { newId } from '../lib/new-id.ts';
import { toJson } from '../lib/to-json.ts';
import { viewportJson } from '../lib/viewport-json.ts';

/** Unsent events kept at the most; when there are more the oldest one goes and is counted. */
const MAX_WAITING = 1000;

/** … and their text at the most, in UTF-16 code units: a tenth of what browsers give an origin. */
const MAX_WAITING_LENGTH = 500_000;

/**
 * One event on its way: its envelope as JSON that lacks what follows, the event as JSON, what follows on the envelope where that is known
 * already, and where it is kept over pages, if it is.
 */
export type Waiting = [envelope: string, event: string, rest?: string | undefined, key?: string];

/** Events on their way together, the batch's envelopes as JSON, and its length. */
export type Load = [events: Set<Waiting>, envelopes: string, length: number];

/** Lets waiting events outlive the page. Without it they live as long as the page. */
export interface Keeper {
  /** One more event waits. */
  added(one: Waiting): void;
  /** One arrived, or was given up. */
  gone(one: Waiting): void;
  /** True when another page has delivered it in the meantime. */
  isGone(one: Waiting): boolean;
  /** The page closes, or the collector does not answer. */
  keep(): void;
  /** There may be something to deliver that other pages left behind. */
  adopt(): void;
}

/** What keeps waiting events, if anything does. */
export const keeper: Partial<Keeper> = {};

/** Oldest first. */
export const waiting = new Set<Waiting>();
let waitingLength = 0;

let dropped: Record<string, number> = {};

/** Counts events given up for `reason`. */
export const countDropped = (reason: string, count = 1): void => {
  dropped[reason] = (dropped[reason] ?? 0) + count;
};

let report = '';

/**
 * What was given up, as it stands in a batch; empty when nothing was. It stays the same, under the same id, until it was heard, so that
 * it counts once whatever travels with it; what is given up meanwhile is told after that.
 */
export const droppedReport = (): string => {
  if (!report && Object.keys(dropped)[0]) {
    report = `,"dropped":${unreportedJson()},"droppedId":"${newId()}"`;
    dropped = {};
  }
  return report;
};

/** What was given up and stands in no report yet, by reason. */
export const unreportedJson = (): string => toJson(dropped);

/** Goes on telling a report of an earlier page. */
export const keepTelling = (told: string): void => {
  report = told;
};

/** Tells no more what was heard. A batch beside the one that told it may have told another since. */
export const stopTelling = (told: string): void => {
  if (told === report) report = '';
};

const remove = (one: Waiting): void => {
  if (waiting.delete(one)) waitingLength -= one[1].length;
};

/** Forgets an event that arrived, or was given up. */
export const forget = (one: Waiting): void => {
  remove(one);
  keeper.gone?.(one);
};

/** Takes one event in, whatever else is waiting. */
export const enqueue = (one: Waiting): void => {
  waiting.add(one);
  waitingLength += one[1].length;
  for (const oldest of waiting) {
    if (waiting.size <= MAX_WAITING && waitingLength <= MAX_WAITING_LENGTH) break;
    forget(oldest);
    countDropped('overflow');
  }
};

/** Forgets every waiting event. */
export const clearQueue = (): void => {
  for (const one of waiting) forget(one);
};

/** Takes as many waiting events as fit into `maxLength` UTF-16 code units, one at least; undefined when none is waiting. */
export const loadBatch = (maxLength: number): Load | undefined => {
  const events: Load[0] = new Set();
  const viewport = viewportJson();
  let envelopes = '';
  let last = '';
  let length = 0;
  for (const one of waiting) {
    if (keeper.isGone?.(one)) {
      remove(one);
      continue;
    }
    const [envelope, event, rest = viewport] = one;
    const isSame = envelope === last;
    const next = isSame ? `,${event}` : (last && ']},') + envelope + rest + event;
    // As many envelopes as there may be could stand in the batch once it has as many events.
    const most = isSame ? MAX_EVENTS_PER_BATCH : MAX_ENVELOPES_PER_BATCH;
    if (last && (length + next.length > maxLength || events.size >= most)) break;
    last = envelope;
    envelopes += next;
    length += next.length;
    events.add(one);
    remove(one);
  }
  return last ? [events, `${envelopes}]}`, length] : undefined;
};
