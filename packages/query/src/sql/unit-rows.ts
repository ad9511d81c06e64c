import type { Span } from '../time/range.ts';
import { bind, type Fragment, sql } from './fragment.ts';
import type { NativeAnswer, NativeBlock } from './native-blocks.ts';
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

/** Places of the columns of `unitRowColumns`; a row's own come after them. */
const COLUMN = { unit: 0, at: 1, seq: 2, eventId: 3, own: 4 } as const;

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

/** What is kept of each row before its own numbers: the unit, and the time, which has a second half where the span is long. */
const KEPT = { unit: 0, time: 2 } as const;

/** Rows that lie in the processor's cache, with what is made of them. */
const PART_ROWS = 8192;
/** To write to more places at a time is slower again. */
const MAX_PART_BITS = 9;

/** Another one in each process: nobody can make ids that all fall into one bucket. The ids of senders are not always random: every bit of them must count. */
const SEED = Math.floor(Math.random() * 2 ** 32);
const mixed = (low: number, high: number): number => {
  const product = Math.imul(low ^ Math.imul(high ^ SEED, 0x9e3779b1), 0x85ebca6b);
  return product ^ (product >>> 15);
};

const hex = (half: number): string => half.toString(16).padStart(8, '0');

/** Rows of an answer side by side, those of a unit in the same part, in a part as they came. */
interface Parts {
  /** Row after row: what `KEPT` says, then its own numbers from `own` on. */
  kept: Uint32Array;
  /** Numbers of a row in `kept`. */
  width: number;
  own: number;
  /** Where the rows of each part begin, and where the last one's end. */
  begins: Uint32Array;
  /** So far the upper half of a unit's id is shifted to tell its part. */
  shift: number;
}

/**
 * Puts the rows into parts, so that what is done next finds all it needs in the processor's cache. Parts are cut by the ids' upper bits: the
 * engine reads visitors in the order of their ids, so that rows that come one after the other mostly go to the same part.
 */
const partRows = ({ blocks, rowCount, widths }: NativeAnswer): Parts => {
  const bits = Math.min(MAX_PART_BITS, Math.max(1, Math.ceil(Math.log2(rowCount / PART_ROWS))));
  const shift = 32 - bits;
  const begins = new Uint32Array(2 ** bits + 1);
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const next = ((units[2 * nth + 1] ?? 0) >>> shift) + 1;
      begins[next] = (begins[next] ?? 0) + 1;
    }
  }
  for (let part = 1; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0);

  const isLong = widths[COLUMN.at] === 2;
  const own = KEPT.time + (isLong ? 2 : 1);
  const width = own + widths.slice(COLUMN.own).reduce((sum, one) => sum + one, 0);
  const kept = new Uint32Array(rowCount * width);
  const nextAt = begins.map((row) => row * width);
  /** Where each row of a block goes. */
  const targets = new Uint32Array(blocks.reduce((most, block) => Math.max(most, block.rowCount), 0));
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    const times = columns[COLUMN.at]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const high = units[2 * nth + 1] ?? 0;
      const part = high >>> shift;
      const at = nextAt[part] ?? 0;
      nextAt[part] = at + width;
      targets[nth] = at;
      kept[at] = units[2 * nth] ?? 0;
      kept[at + 1] = high;
      if (isLong) {
        kept[at + KEPT.time] = times[2 * nth] ?? 0;
        kept[at + KEPT.time + 1] = times[2 * nth + 1] ?? 0;
      } else kept[at + KEPT.time] = times[nth] ?? 0;
    }
    let to = own;
    for (let column: number = COLUMN.own; column < columns.length; column++) {
      const { numbers = [], texts } = columns[column] ?? {};
      if (widths[column] === 2)
        for (let nth = 0; nth < count; nth++) {
          kept[(targets[nth] ?? 0) + to] = numbers[2 * nth] ?? 0;
          kept[(targets[nth] ?? 0) + to + 1] = numbers[2 * nth + 1] ?? 0;
        }
      else if (texts)
        for (let nth = 0; nth < count; nth++) kept[(targets[nth] ?? 0) + to] = texts[numbers[nth] ?? 0] ?? 0;
      else for (let nth = 0; nth < count; nth++) kept[(targets[nth] ?? 0) + to] = numbers[nth] ?? 0;
      to += widths[column] ?? 1;
    }
  }
  return { kept, width, own, begins, shift };
};

/** Which row of the answer each row of the parts is: what two rows of one unit and time are told apart by. Seldom asked for. */
const rowsOfParts = ({ blocks, rowCount }: NativeAnswer, { begins, shift }: Parts): Uint32Array => {
  const rows = new Uint32Array(rowCount);
  const places = begins.slice();
  let row = 0;
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const part = (units[2 * nth + 1] ?? 0) >>> shift;
      const place = places[part] ?? 0;
      places[part] = place + 1;
      rows[place] = row++;
    }
  }
  return rows;
};

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
  const isLong = own > KEPT.time + 1;
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
      const ms = kept[at + KEPT.time] ?? 0;
      times[count] = sinceMs + (isLong ? (kept[at + KEPT.time + 1] ?? 0) * SHORT_MS + ms : ms);
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
