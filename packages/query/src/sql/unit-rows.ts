import type { Span } from '../time/range.ts';
import { bind, type Fragment, sql } from './fragment.ts';
import type { NativeAnswer, NativeBlock } from './native-blocks.ts';
import { COLUMN, mixed, type Parts, partRows, rowsOfParts, TIME_AT } from './part-rows.ts';
import { createSortByTime } from './sort-by-time.ts';

/** Of a span that is shorter than so many ms, a row's time has 32 bits. */
const SHORT_MS = 2 ** 32;

/**
 * The columns with which each row of an answer begins that `groupUnitRows` groups by units; `span` is what the rows lie in. The engine only
 * filters: to group in it, with an array for each unit, takes three times the processor and twenty times the memory.
 *
 * `unit` is a UInt64; the time is told as ms since the span's start, because each byte of a row costs the engine and whoever reads it.
 */
export const unitRowColumns = (unit: Fragment, { startAt, endAt }: Span): Fragment => {
  const sinceStart = sql`toUnixTimestamp64Milli(time) - ${bind('Int64', startAt)}`;
  const at = endAt - startAt < SHORT_MS ? sql`toUInt32(${sinceStart})` : sql`toUInt64(${sinceStart})`;
  return sql`CAST(${unit} AS UInt64) AS unit, ${at} AS at, seq, event_id`;
};

/** A number among a row's own columns: what is computed of a column with few values comes, without the cast, as such a column. */
export const asUInt32 = (number: Fragment): Fragment => sql`CAST(${number} AS UInt32)`;

/** A text among a row's own columns: each block tells it once, and its number in each row. */
export const asText = (text: Fragment): Fragment => sql`toLowCardinality(${text})`;

/** A session as a unit: a hash of 64 bits for its two ids; of ten million sessions two are taken for one in three questions of a million. */
export const sessionUnit = sql`cityHash64(visitor_id, session_id)`;

/** The rows of one unit. The arrays are reused: `count` says how much of them is meant. */
export interface UnitRows {
  count: number;
  /** Epoch ms of each. */
  times: Float64Array;
  /** The numbers of all rows. */
  numbers: Uint32Array;
  /**
   * Where in `numbers` those of each row's own columns begin, in the order of the columns: texts by their numbers, values of 64 bits by
   * their low and high half.
   */
  places: Uint32Array;
  /** The unit itself as 16 hex digits: the visitor's id where visitors are the units. */
  unitId(): string;
}

/** What is done with the units of an answer. */
export interface UnitRowsReader {
  /** Epoch ms: the start of the span with which the columns were made. */
  sinceMs: number;
  /** Takes a unit whose rows come in any order, where that is enough. False where they must be told in order. */
  takeUnordered?: (unit: UnitRows) => boolean;
  /** Takes a unit's rows in the order of emission: by time, then seq, then event id. */
  tell: (unit: UnitRows) => void;
}

const hex = (half: number): string => half.toString(16).padStart(8, '0');

/** Makes what compares two rows of the same time by their numbers in the answer: below 0 when the first one was emitted before. */
const createCompareInTie = (blocks: readonly NativeBlock[]) => {
  const begins: number[] = [];
  let rows = 0;
  for (const { rowCount } of blocks) {
    begins.push(rows);
    rows += rowCount;
  }
  const blockOf = (row: number): number => {
    let low = 0;
    for (let high = begins.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((begins[middle] ?? 0) <= row) low = middle;
      else high = middle;
    }
    return low;
  };
  const order = (row: number): [seq: number, high: number, low: number] => {
    const block = blockOf(row);
    const nth = row - (begins[block] ?? 0);
    const columns = blocks[block]?.columns;
    const ids = columns?.[COLUMN.eventId]?.numbers ?? [];
    return [columns?.[COLUMN.seq]?.numbers[nth] ?? 0, ids[2 * nth + 1] ?? 0, ids[2 * nth] ?? 0];
  };
  return (a: number, b: number): number => {
    const [seqA, highA, lowA] = order(a);
    const [seqB, highB, lowB] = order(b);
    return seqA - seqB || highA - highB || lowA - lowB;
  };
};

/**
 * Makes what puts the rows of a part into buckets, those of a unit into the same one: there are as many buckets as rows, so that most hold
 * one unit.
 */
const createBuckets = ({ kept, width }: Parts, longest: number) => {
  let size = 1;
  while (size < longest) size *= 2;
  const bucketOf = new Uint32Array(longest);
  const ends = new Uint32Array(size + 1);
  /** Where the rows begin in `kept`, bucket after bucket. */
  const placed = new Uint32Array(longest);

  return (from: number, to: number) => {
    // As many as this part needs: parts are of different sizes.
    let used = 1;
    while (used < to - from) used *= 2;
    ends.fill(0, 0, used + 1);
    for (let row = from; row < to; row++) {
      const at = row * width;
      const bucket = mixed(kept[at] ?? 0, kept[at + 1] ?? 0) & (used - 1);
      bucketOf[row - from] = bucket;
      ends[bucket + 1] = (ends[bucket + 1] ?? 0) + 1;
    }
    // The begins first: each becomes the end as the bucket is filled.
    for (let bucket = 1; bucket < used; bucket++) ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
    for (let row = from; row < to; row++) {
      const bucket = bucketOf[row - from] ?? 0;
      const place = ends[bucket] ?? 0;
      ends[bucket] = place + 1;
      placed[place] = row * width;
    }
    return { placed, ends, count: used };
  };
};

/**
 * Groups the rows of an answer, which come in any order, by their units, and tells all of a unit at once.
 *
 * What counts is the way to memory: the answer is gone through twice from its beginning to its end, and its rows are put into parts that
 * fit into the processor's cache. All that needs to look here and there is done inside a part. To look up units in one table of half a
 * million takes longer than everything together does now.
 */
export const groupUnitRows = (answer: NativeAnswer, { sinceMs, takeUnordered, tell }: UnitRowsReader): void => {
  if (answer.rowCount === 0) return;
  const parts = partRows(answer);
  const { kept, width, own, begins: partBegins } = parts;
  const isLong = own > TIME_AT + 1;
  let longest = 0;
  for (let part = 1; part < partBegins.length; part++)
    longest = Math.max(longest, (partBegins[part] ?? 0) - (partBegins[part - 1] ?? 0));
  const bucketsOf = createBuckets(parts, longest);
  const compareInTie = createCompareInTie(answer.blocks);
  let rows: Uint32Array | undefined;
  const rowAt = (place: number): number => {
    rows ??= rowsOfParts(answer, parts);
    return rows[(place - own) / width] ?? 0;
  };

  const times = new Float64Array(longest);
  const places = new Uint32Array(longest);
  const sort = createSortByTime({ times, places, compareInTie: (a, b) => compareInTie(rowAt(a), rowAt(b)) });
  const told: UnitRows = {
    count: 0,
    times,
    numbers: kept,
    places,
    unitId: () => {
      const at = (places[0] ?? 0) - own;
      return hex(kept[at + 1] ?? 0) + hex(kept[at] ?? 0);
    },
  };
  /** Takes the rows of the first unit of those placed. @returns where the rest, which are moved together, end. */
  const take = (placed: Uint32Array, begin: number, end: number): number => {
    const low = kept[placed[begin] ?? 0] ?? 0;
    const high = kept[(placed[begin] ?? 0) + 1] ?? 0;
    let count = 0;
    let rest = begin;
    for (let place = begin; place < end; place++) {
      const at = placed[place] ?? 0;
      if (kept[at] !== low || kept[at + 1] !== high) {
        placed[rest++] = at;
        continue;
      }
      const ms = kept[at + TIME_AT] ?? 0;
      times[count] = sinceMs + (isLong ? (kept[at + TIME_AT + 1] ?? 0) * SHORT_MS + ms : ms);
      places[count++] = at + own;
    }
    told.count = count;
    return rest;
  };
  for (let part = 1; part < partBegins.length; part++) {
    const { placed, ends, count } = bucketsOf(partBegins[part - 1] ?? 0, partBegins[part] ?? 0);
    let begin = 0;
    for (let bucket = 0; bucket < count; bucket++) {
      const end = ends[bucket] ?? 0;
      for (let left = end; left > begin; ) {
        left = take(placed, begin, left);
        if (takeUnordered?.(told)) continue;
        sort(told.count);
        tell(told);
      }
      begin = end;
    }
  }
};
