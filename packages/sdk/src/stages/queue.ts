import { MAX_ENVELOPES_PER_BATCH, MAX_EVENTS_PER_BATCH } from '@telltale/protocol/limits';
import { newId } from '../lib/new-id.ts';
import { readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import { toJson } from '../lib/to-json.ts';
import { countDropped } from './dropped.ts';

/** Unsent events kept at the most; when there are more the oldest one goes and is counted. */
const MAX_WAITING = 1000;

/** … and their text at the most, in UTF-16 code units: a tenth of what browsers give an origin. */
const MAX_WAITING_LENGTH = 500_000;

/** An event this old in storage has no page any more that is about to deliver it: any page may. */
const ORPHANED_AFTER_MS = 15_000;

/** What nobody could deliver for a week says nothing about today. */
const EXPIRED_AFTER_MS = 7 * 86_400_000;

/**
 * The collector knows for a day which events it has. One that left with a closing page, which could not hear the answer,
 * is sent again within that time and not later, when it would count twice.
 */
const UNCONFIRMED_AFTER_MS = 20 * 3_600_000;

/** Some events on their way: their keys, the batch's envelopes as JSON, and its size. */
export interface Load {
  keys: Set<string>;
  envelopes: string;
  bytes: number;
}

const encoder = new TextEncoder();

/** Envelope and event by key, oldest first; the empty text stands for what another page left in storage. */
const waiting = new Map<string, string>();
const travelling = new Set<string>();
let seq = 0;
let waitingLength = 0;

/** The key of a stored event says how old it is. */
const ageOf = (key: string): number => Date.now() - Number.parseInt(key.slice(1), 36);

const forget = (key: string): void => {
  waitingLength -= waiting.get(key)?.length ?? 0;
  waiting.delete(key);
  travelling.delete(key);
  removeStored(key);
};

const keep = (key: string, text: string): void => {
  waiting.set(key, text);
  waitingLength += text.length;
  for (const oldest of waiting.keys()) {
    if (waiting.size <= MAX_WAITING && waitingLength <= MAX_WAITING_LENGTH) break;
    if (!travelling.has(oldest)) {
      forget(oldest);
      countDropped('overflow', 1);
    }
  }
};

/** Takes one event in: one small write, whatever else is waiting. Answers true. */
export const enqueue = (envelope: string, kind: string, properties: object, at: number): true => {
  const id = newId();
  const key = `q${Date.now().toString(36)}.${id}`;
  const text = `${envelope}\n${toJson({ id, kind, at, seq: seq++, properties })}`;
  writeStored(key, text);
  keep(key, text);
  return true;
};

/** Finds what closed pages left behind, so that this one delivers it. */
export const adoptOrphans = (): void => {
  const unconfirmed = readStored('u') ?? '';
  visitStored('q', (key) => {
    const ageMs = ageOf(key);
    if (waiting.has(key) || ageMs < ORPHANED_AFTER_MS) return;
    if (ageMs > UNCONFIRMED_AFTER_MS && unconfirmed.includes(key)) removeStored(key);
    else if (ageMs > EXPIRED_AFTER_MS) {
      removeStored(key);
      countDropped('expired', 1);
    } else keep(key, '');
  });
};

/** Takes as many waiting events as fit into `maxBytes`, one at least; undefined when none is waiting. */
export const loadBatch = (maxBytes: number): Load | undefined => {
  const keys = new Set<string>();
  let envelopes = '';
  let envelope = '';
  let envelopeCount = 0;
  let bytes = 0;
  for (const [key, kept] of waiting) {
    if (travelling.has(key)) continue;
    const text = kept || readStored(key);
    // Another page delivered it in the meantime.
    if (!text) {
      forget(key);
      continue;
    }
    const end = text.indexOf('\n');
    const isSame = text.slice(0, end) === envelope;
    const next = isSame ? `,${text.slice(end + 1)}` : `${envelope && ']},'}${text.slice(0, end)}${text.slice(end + 1)}`;
    const size = encoder.encode(next).length;
    if (
      keys.size &&
      (bytes + size > maxBytes ||
        keys.size >= MAX_EVENTS_PER_BATCH ||
        (!isSame && envelopeCount >= MAX_ENVELOPES_PER_BATCH))
    )
      break;
    if (!isSame) envelopeCount++;
    envelope = text.slice(0, end);
    envelopes += next;
    bytes += size;
    keys.add(key);
    travelling.add(key);
  }
  return keys.size ? { keys, envelopes: `${envelopes}]}`, bytes } : undefined;
};

/** The load did not arrive: its events wait again. */
export const unload = ({ keys }: Load): void => {
  for (const key of keys) travelling.delete(key);
};

/** The load arrived, or is given up for `reason`. */
export const discharge = ({ keys }: Load, reason?: string): void => {
  for (const key of keys) forget(key);
  if (reason) countDropped(reason, keys.size);
};

/** The page closes and cannot hear whether what is on its way arrives. */
export const leaveUnconfirmed = (): void => {
  if (travelling.size) writeStored('u', `${[...travelling].join(' ')} ${readStored('u') ?? ''}`.slice(0, 5000));
};

/** Forgets every event: the visitor wants none to be sent. */
export const clearQueue = (): void => {
  for (const key of waiting.keys()) forget(key);
};
