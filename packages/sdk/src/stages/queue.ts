import { MAX_ENVELOPES_PER_BATCH, MAX_EVENTS_PER_BATCH } from '@telltale/protocol/limits';
import { newId } from '../lib/new-id.ts';
import { readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';

/** Unsent events kept at the most; when there are more the oldest one goes and is counted. */
const MAX_WAITING = 1000;

/** … and their text at the most, in UTF-16 code units: a tenth of what browsers give an origin. */
const MAX_WAITING_LENGTH = 500_000;

/** An event this old in storage has no page any more that is about to deliver it: any page may. */
const ORPHANED_AFTER_MS = 15_000;

/** The collector knows for a day which events it has: what is sent again later than that would count twice. */
const EXPIRED_AFTER_MS = 20 * 3_600_000;

/** Events on their way: their keys with their texts, the batch's envelopes as JSON, and its size. */
export type Load = [events: Map<string, string>, envelopes: string, bytes: number];

/** Envelope and event by key, oldest first; the empty text stands for what another page left in storage. */
const waiting = new Map<string, string>();
let seq = 0;
let waitingLength = 0;

/** What was given up since the last delivered batch, by reason, as JSON; empty when nothing was. It outlives the page. */
export const droppedJson = (): string => readStored('d') ?? '';

/** Counts events given up for `reason`. */
export const countDropped = (reason: string, count: number): void => {
  const { [reason]: before = 0, ...others } = fromJson(droppedJson() || '{}') as Record<string, number>;
  writeStored('d', toJson({ ...others, [reason]: before + count }));
};

const keep = (key: string, text: string): void => {
  waiting.set(key, text);
  waitingLength += text.length;
  for (const [oldest, { length }] of waiting) {
    if (waiting.size <= MAX_WAITING && waitingLength <= MAX_WAITING_LENGTH) break;
    waiting.delete(oldest);
    waitingLength -= length;
    removeStored(oldest);
    countDropped('overflow', 1);
  }
};

/** Takes one event in: one small write, whatever else is waiting. */
export const enqueue = (envelope: string, kind: string, properties: object, at: number): void => {
  const id = newId();
  // The key says how old the event is.
  const key = `q${Date.now()}.${id}`;
  const text = `${envelope}\n${toJson({ id, kind, at, seq: seq++, properties })}`;
  writeStored(key, text);
  keep(key, text);
};

/** Finds what closed pages left behind, so that this one delivers it. */
export const adoptOrphans = (): void =>
  visitStored('q', (key) => {
    const leftAt = Number.parseInt(key.slice(1), 10);
    const ageMs = Date.now() - leftAt;
    if (ageMs > EXPIRED_AFTER_MS) {
      removeStored(key);
      // What left with a closing page most likely arrived; only its answer could not be heard.
      if (leftAt > Number(readStored('u') ?? 0)) countDropped('expired', 1);
    } else if (ageMs > ORPHANED_AFTER_MS && !waiting.has(key)) keep(key, '');
  });

/** The page closes: nobody will hear whether what is on its way arrives. */
export const leaveUnconfirmed = (): void => {
  if (!waiting.size) writeStored('u', `${Date.now()}`);
};

/** Takes as many waiting events as fit into `maxBytes`, one at least; undefined when none is waiting. */
export const loadBatch = (maxBytes: number): Load | undefined => {
  const events: Load[0] = new Map();
  let envelopes = '';
  let last = '';
  let bytes = 0;
  for (const [key, kept] of waiting) {
    // Gone: another page delivered it in the meantime.
    const text = kept || readStored(key);
    if (text) {
      const [envelope = '', event = ''] = text.split('\n');
      const isSame = envelope === last;
      const next = isSame ? `,${event}` : (last && ']},') + envelope + event;
      const size = new Blob([next]).size;
      // As many envelopes as there may be could stand in the batch once it has as many events.
      const most = isSame ? MAX_EVENTS_PER_BATCH : MAX_ENVELOPES_PER_BATCH;
      if (last && (bytes + size > maxBytes || events.size >= most)) break;
      last = envelope;
      envelopes += next;
      bytes += size;
      events.set(key, kept);
    }
    waiting.delete(key);
    waitingLength -= kept.length;
  }
  return last ? [events, `${envelopes}]}`, bytes] : undefined;
};

/** The load did not arrive: its events wait again. */
export const unload = ([events]: Load): void => {
  for (const [key, text] of events) keep(key, text);
};

/** The load arrived, or is given up for `reason`. */
export const discharge = ([events]: Load, reason?: string): void => {
  for (const key of events.keys()) removeStored(key);
  if (reason) countDropped(reason, events.size);
};

/** Forgets every waiting event. */
export const clearQueue = (): void => waiting.clear();
