import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { DeliveryCount, LineNote, Outcome } from '@telltale/store';
import { isCheckLine } from '../ingest/group-check.ts';

/** What a segment that is not stored yet adds to the truth; `waiting` are events on disk that the store does not have. */
export type SpooledOutcome = Outcome | 'waiting';

/** How many events of a quarter of an hour came to this. */
export interface SpooledCount extends Omit<DeliveryCount, 'outcome'> {
  outcome: SpooledOutcome;
}

/** What one batch adds. */
export interface BatchCounts {
  siteId: string;
  /** Epoch ms. */
  receivedAt: number;
  accepted: number;
  rejected?: ReadonlyMap<string, number>;
  dropped?: ReadonlyMap<string, number>;
  /** Rejections (UInt64 as decimal text) that the batch replays. */
  replays?: readonly string[];
}

/** What lies in the spool at one moment. */
export interface SpooledNow {
  /** Those that the store may count before the next moment; all of them unless they are very many. */
  segments: string[];
  counts: SpooledCount[];
  /** True while the store has none of the other segments: only then does nothing count twice. */
  areOthersWaiting(): boolean;
}

/** What lies in the spool, counted: the store counts it when it has the segment. */
export interface SpooledCounts {
  appended(token: string, counts: BatchCounts): void;
  /** Lines were taken out of a sealed segment, and others put in their place: it is counted anew, while `isLeft` says that it is there. */
  changed(segment: { token: string; path: string }, isLeft: (token: string) => boolean): Promise<void>;
  /** The store has the segment and its counts. */
  stored(token: string): void;
  /** Reads what an earlier process left; `of` waits for it. */
  readLeftovers(
    segments: AsyncIterable<{ token: string; path: string }> | readonly { token: string; path: string }[],
    isLeft: (token: string) => boolean,
  ): Promise<void>;
  /** A site's counts and the segments that they are of, at one moment. */
  of(siteId: string): Promise<SpooledNow>;
  /** True while what became of this rejection lies in the spool. */
  isReplayed(id: string): boolean;
}

const SLOT_MS = 900_000;

/**
 * A statement's text has an end, so of very many segments those are named that the writer may have taken meanwhile: it takes the newest
 * and the oldest by turns.
 */
const NAMED_AT_EACH_END = 2_500;

const atBothEnds = (tokens: readonly string[]): string[] =>
  tokens.length <= 2 * NAMED_AT_EACH_END
    ? [...tokens]
    : [...tokens.slice(0, NAMED_AT_EACH_END), ...tokens.slice(-NAMED_AT_EACH_END)];

interface SpooledSegment {
  counts: Map<string, SpooledCount>;
  replays: Set<string>;
}

interface Line {
  site_id?: unknown;
  received_at?: unknown;
  record?: Outcome | '';
  note?: string;
}

/** Counts what lies in the spool. */
export const createSpooledCounts = (): SpooledCounts => {
  const segments = new Map<string, SpooledSegment>();
  let leftovers = Promise.resolve();

  const emptySegment = (): SpooledSegment => ({ counts: new Map(), replays: new Set() });

  const adder =
    ({ counts }: SpooledSegment, siteId: string, receivedAt: number) =>
    (outcome: SpooledOutcome, reason: string, events: number) => {
      const slot = receivedAt - (receivedAt % SLOT_MS);
      const key = `${siteId}\n${slot}\n${outcome}\n${reason}`;
      const count = counts.get(key);
      if (count) count.events += events;
      else counts.set(key, { siteId, slot, outcome, reason, events });
    };

  const ofToken = (token: string): SpooledSegment => {
    const known = segments.get(token);
    if (known) return known;
    const fresh = emptySegment();
    segments.set(token, fresh);
    return fresh;
  };

  const addLine = (segment: SpooledSegment, text: string) => {
    if (isCheckLine(text)) return;
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      // The store will refuse it too; then it is set aside.
      return;
    }
    const add = adder(segment, String(line.site_id ?? ''), Number(line.received_at) || 0);
    const { reason = '', events = 1, replays } = (line.note ? JSON.parse(line.note) : {}) as LineNote;
    if (!line.record || line.record === 'set_aside') add('accepted', '', events);
    add(line.record || 'waiting', reason, events);
    if (!replays) return;
    add('rejected', replays.reason, -1);
    segment.replays.add(replays.id);
  };

  const readSegment = async (path: string): Promise<SpooledSegment> => {
    const segment = emptySegment();
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
      addLine(segment, text);
    return segment;
  };

  const read: SpooledCounts['changed'] = async ({ token, path }, isLeft) => {
    const segment = await readSegment(path).catch(() => undefined);
    // A segment that the writer took meanwhile is in the store.
    if (segment && isLeft(token)) segments.set(token, segment);
  };

  return {
    appended: (token, { siteId, receivedAt, accepted, rejected, dropped, replays = [] }) => {
      const segment = ofToken(token);
      const add = adder(segment, siteId, receivedAt);
      if (accepted > 0) {
        add('accepted', '', accepted);
        add('waiting', '', accepted);
      }
      for (const [reason, events] of rejected ?? []) add('rejected', reason, events);
      for (const [reason, events] of dropped ?? []) add('dropped', reason, events);
      for (const id of replays) segment.replays.add(id);
    },
    changed: read,
    stored: (token) => void segments.delete(token),
    readLeftovers: (left, isLeft) => {
      leftovers = (async () => {
        for await (const segment of left) await read(segment, isLeft);
      })();
      return leftovers;
    },
    of: async (siteId) => {
      await leftovers;
      const tokens = [...segments.keys()].toSorted();
      const named = atBothEnds(tokens);
      const areNamed = new Set(named);
      const others = tokens.filter((token) => !areNamed.has(token));
      return {
        segments: named,
        areOthersWaiting: () => others.every((token) => segments.has(token)),
        counts: [...segments.values()].flatMap(({ counts }) =>
          [...counts.values()]
            .filter((count) => count.siteId === siteId && count.events !== 0)
            .map((count) => ({ ...count })),
        ),
      };
    },
    isReplayed: (id) => [...segments.values()].some(({ replays }) => replays.has(id)),
  };
};
