import type { Envelope } from '@telltale/protocol';
import { eventKey, type Store } from '@telltale/store';
import type { Arrival } from '../../ingest/arrival.ts';
import { type TakingParts, takeJudged } from '../../ingest/collect.ts';
import type { SharedColumns } from '../../ingest/enrichers/enricher.ts';
import type { Fault, RejectedEvent } from '../../ingest/validate.ts';
import { Refusal } from '../../lib/refusal.ts';
import { retentionLimit } from '../../retention/retention.ts';
import { pause } from '../pause.ts';
import { countedRejections } from './counted-rejections.ts';
import { candidateOf } from './csv-columns.ts';
import { type FileRecord, MAX_RECORD_BYTES } from './file-record.ts';
import { type Import, lineIdOf, MOST_LISTED } from './import.ts';
import { type JudgedLine, judgeLine } from './judge-line.ts';
import { lineEnrichers } from './line-enrichers.ts';
import { openPart, type SentPart } from './open-part.ts';

/** What taking a part needs. */
export interface PartWork {
  arrival: Arrival;
  store: Pick<Store, 'eventIds'>;
  taking: Omit<TakingParts, 'enrichers' | 'rejections'>;
  /** True when an earlier try, of a process that died, may have taken some of the part already. */
  isUncertain: boolean;
  /** Keys of events with an id of their own that the import told before, as far as they are remembered. */
  seen: Set<string>;
  /** True when others need the spool, or the collector stops: the rest of the part must be sent again. */
  mustStop: () => boolean;
}

/** A record of the file that is done with: an event, why it is none, or nothing. */
interface ReadLine extends Pick<FileRecord, 'line' | 'lines' | 'end'> {
  judged?: JudgedLine;
  fault?: Fault;
}

/** The store is asked about so many events at once. */
const CHUNK_LINES = 1_000;
/** So many are written, by one sync of the disk, before others have their turn: some milliseconds of work. */
const SLICE_LINES = 250;

/** The writer would take it for a copy of what is not there any more, and leave it out without a word. */
const idUsedLately: Fault = {
  code: 'id_used_lately',
  path: 'id',
  message:
    'An event of this id arrived in the last two days, and was erased since or told with another time. It is taken two days after, or at once under another id.',
};

const wordy = (fault: Fault): Fault => ({ ...fault, message: fault.message.slice(0, 300) });

const read = (record: FileRecord, one: Import, arrival: Arrival): ReadLine => {
  const { line, lines, end, content } = record;
  const place = { line, lines, end };
  if (content === undefined) return place;
  if ('fault' in content) return { ...place, fault: content.fault };
  const columns = one.columns ?? [];
  if ('cells' in content && content.cells.length !== columns.length) {
    const message = `The row has ${content.cells.length} cells, the first row names ${columns.length} columns.`;
    return { ...place, fault: { code: 'wrong_columns', path: '', message } };
  }
  const candidate = 'cells' in content ? candidateOf(columns, content.cells) : content.value;
  const limitMs = retentionLimit(arrival.receivedAt, arrival.site.retentionDays);
  const judged = judgeLine(candidate, { arrival, line, lineId: lineIdOf(one, line), limitMs });
  return 'judged' in judged ? { ...place, judged } : { ...place, fault: wordy(judged) };
};

const rejectedOf = ({ line, fault }: ReadLine): RejectedEvent[] =>
  fault ? [{ rejection: { index: line, ...fault }, kind: '', url: '', event: null }] : [];

/** What became of a slice's lines, on top of what became of those before. */
const counted = (before: Import, slice: readonly ReadLine[], duplicate: number): Import => {
  const refused = slice.flatMap(({ line, fault }) => (fault ? [{ line, ...fault }] : []));
  const reasons = { ...before.reasons };
  for (const { code } of refused) reasons[code] = (reasons[code] ?? 0) + 1;
  const read = slice.filter(({ judged, fault }) => judged || fault).length;
  return {
    ...before,
    read: before.read + read,
    duplicate: before.duplicate + duplicate,
    accepted: before.accepted + read - refused.length - duplicate,
    rejected: before.rejected + refused.length,
    reasons,
    errors: [...before.errors, ...refused].slice(0, MOST_LISTED),
  };
};

/**
 * Takes what it can of a part: reads its records, judges each, and brings them into the spool, in the order of the file. What the store
 * has already is left out.
 * @returns the import as it stands then; its `offset` says how much of the part is done with.
 * @throws Refusal when nothing of the part could be taken.
 */
export const takePart = async (one: Import, part: SentPart, work: PartWork): Promise<Import> => {
  const { arrival, store, taking, isUncertain, seen, mustStop } = work;
  const opened = openPart(one, part);
  let state = opened.one;
  let hasStopped = false;

  const settle = async (slice: readonly ReadLine[], known: ReadonlyMap<string, number>) => {
    const startedAt = performance.now();
    const told = new Map<Envelope, Partial<SharedColumns>>();
    const fresh: JudgedLine[] = [];
    const keys: string[] = [];
    let duplicate = 0;
    for (const { judged } of slice) {
      if (!judged) continue;
      const key = eventKey(judged.identity);
      const receivedAt = known.get(key);
      // Received since the import began, and nobody knows how far it came: then it was most likely this very line.
      const isOurs = receivedAt !== undefined && isUncertain && receivedAt >= one.createdAt;
      if (seen.has(key) || (receivedAt !== undefined && !isOurs)) duplicate += 1;
      else if (!isOurs) fresh.push(judged);
      if (judged.hasOwnId && !seen.has(key)) {
        seen.add(key);
        keys.push(key);
      }
    }
    for (const { judged, told: columns } of fresh) told.set(judged.envelope, columns);
    const rejected = slice.flatMap(rejectedOf);
    try {
      if (fresh.length + rejected.length > 0)
        await takeJudged(
          { arrival, envelopes: fresh.map(({ judged }) => judged), rejected, startedAt },
          { ...taking, rejections: countedRejections, enrichers: lineEnrichers(told) },
        );
    } catch (error) {
      for (const key of keys) seen.delete(key);
      throw error;
    }
    const last = slice.at(-1);
    if (last)
      state = {
        ...counted(state, slice, duplicate),
        offset: opened.offsetOf(last.end),
        line: last.line + last.lines - 1,
      };
  };

  const settleChunk = async (chunk: readonly ReadLine[]) => {
    const asked = chunk.flatMap(({ judged }) => (judged && (isUncertain || judged.hasOwnId) ? [judged] : []));
    const known = await store.eventIds.stored(
      arrival.site.id,
      asked.map(({ identity }) => identity),
    );
    const unknown = asked.filter(
      (judged) => !isUncertain && !known.has(eventKey(judged.identity)) && !seen.has(eventKey(judged.identity)),
    );
    const claimed = await store.eventIds.claimed(
      arrival.site.id,
      unknown.map(({ identity }) => identity),
    );
    const checked = chunk.map((line) => {
      const isClaimed = line.judged?.hasOwnId && claimed.has(eventKey(line.judged.identity));
      return isClaimed ? { line: line.line, lines: line.lines, end: line.end, fault: idUsedLately } : line;
    });
    for (let start = 0; start < checked.length && !hasStopped; start += SLICE_LINES) {
      await settle(checked.slice(start, start + SLICE_LINES), known);
      hasStopped = mustStop();
      await pause();
    }
  };

  try {
    let chunk: ReadLine[] = [];
    for await (const record of opened.records((header) => {
      state = header;
    })) {
      chunk.push(read(record, state, arrival));
      if (chunk.length < CHUNK_LINES) continue;
      await settleChunk(chunk);
      chunk = [];
      if (hasStopped) return state;
    }
    await settleChunk(chunk);
  } catch (error) {
    // What was taken is taken: it must be noted, and the rest is tried again.
    if (state.offset > one.offset) return state;
    throw error;
  }
  const isWhole = state.offset === one.offset + part.bytes.length;
  if (state.offset === one.offset && !(part.isLast && isWhole))
    throw part.bytes.length >= MAX_RECORD_BYTES
      ? new Refusal(400, 'line_too_long', `Line ${one.line + 1} is longer than ${MAX_RECORD_BYTES} bytes.`)
      : new Refusal(400, 'no_whole_line', 'The part must hold a whole line at least, or be the last: "last=true".', {
          path: 'last',
        });
  return part.isLast && isWhole ? { ...state, status: 'done' } : state;
};
