import { type Fragment, sql } from './fragment.ts';
import type { NativeAnswer, NativeBlock } from './native-blocks.ts';

/**
 * The columns with which each row of an answer begins that `groupUnitRows` groups by units. The engine only filters: to group in it,
 * with an array for each unit, takes three times the processor and twenty times the memory.
 *
 * `unit` is a UInt64.
 */
export const unitRowColumns = (unit: Fragment): Fragment =>
  sql`CAST(${unit} AS UInt64) AS unit, toFloat64(toUnixTimestamp64Milli(time)) AS at, seq, event_id`;

/** A number among a row's own columns: what is computed of a column with few values comes, without the cast, as such a column. */
export const asUInt32 = (number: Fragment): Fragment => sql`CAST(${number} AS UInt32)`;

/** A text among a row's own columns: each block tells it once, and its number in each row. */
export const asText = (text: Fragment): Fragment => sql`toLowCardinality(${text})`;

/** A session as a unit: a hash of 64 bits for its two ids; of ten million sessions two are taken for one in three questions of a million. */
export const sessionUnit = sql`cityHash64(visitor_id, session_id)`;

/** Places of the columns of `unitRowColumns`; a row's own come after them. */
const COLUMN = { unit: 0, at: 1, seq: 2, eventId: 3, own: 4 } as const;

/** The rows of one unit in the order of emission: by time, then seq, then event id. The arrays are reused: `count` says how much of them is meant. */
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

/** What is kept of each row before its own numbers: the unit, the time, and the row's number in the answer. */
const KEPT = { unit: 0, time: 2, row: 4, own: 5 } as const;

/** Rows that lie in the processor's cache, with the table of their units. */
const PART_ROWS = 16_384;
/** To write to more places at a time is slower again. */
const MAX_PART_BITS = 8;

/** More rows than that are sorted by the platform: what is fastest for a few takes the square of the time for many. */
const FEW = 64;

/** Another one in each process: nobody can make ids that all fall into one slot. The ids of senders are not always random: every bit of them must count. */
const SEED = Math.floor(Math.random() * 2 ** 32);
const mixed = (low: number, high: number): number => {
  const product = Math.imul(low ^ Math.imul(high ^ SEED, 0x9e3779b1), 0x85ebca6b);
  return (product ^ (product >>> 15)) >>> 0;
};

const hex = (half: number): string => half.toString(16).padStart(8, '0');

/** Rows of an answer side by side, those of a unit in the same part. */
interface Parts {
  /** Row after row: what `KEPT` says. */
  kept: Uint32Array;
  /** Numbers of a row in `kept`. */
  width: number;
  /** Where the rows of each part begin, and where the last one's end. */
  begins: Uint32Array;
}

/** Puts the rows into parts by their units, so that what is done next finds all it needs in the processor's cache. */
const partRows = ({ blocks, rowCount, widths }: NativeAnswer): Parts => {
  const bits = Math.min(MAX_PART_BITS, Math.max(1, Math.ceil(Math.log2(rowCount / PART_ROWS))));
  const shift = 32 - bits;
  const partOf = new Uint8Array(rowCount);
  const begins = new Uint32Array(2 ** bits + 1);
  let row = 0;
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const part = mixed(units[2 * nth] ?? 0, units[2 * nth + 1] ?? 0) >>> shift;
      partOf[row++] = part;
      begins[part + 1] = (begins[part + 1] ?? 0) + 1;
    }
  }
  for (let part = 1; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0);

  const width = KEPT.own + widths.slice(COLUMN.own).reduce((sum, one) => sum + one, 0);
  const kept = new Uint32Array(rowCount * width);
  const places = begins.slice();
  /** Where each row of a block goes. */
  const targets = new Uint32Array(blocks.reduce((most, block) => Math.max(most, block.rowCount), 0));
  row = 0;
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    const times = columns[COLUMN.at]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const part = partOf[row] ?? 0;
      const place = places[part] ?? 0;
      places[part] = place + 1;
      const at = place * width;
      targets[nth] = at;
      kept[at] = units[2 * nth] ?? 0;
      kept[at + 1] = units[2 * nth + 1] ?? 0;
      kept[at + KEPT.time] = times[2 * nth] ?? 0;
      kept[at + KEPT.time + 1] = times[2 * nth + 1] ?? 0;
      kept[at + KEPT.row] = row++;
    }
    let to: number = KEPT.own;
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
  return { kept, width, begins };
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

/** Makes what numbers the units of a part and says where the rows of each will lie when they lie beside each other. */
const createSurvey = ({ kept, width }: Parts, longest: number) => {
  let size = 2;
  while (size < 2 * longest) size *= 2;
  /** Four numbers a slot: a unit's two halves, and its number + 1; 0 where there is none. Twice as many slots as units, at least. */
  const slots = new Uint32Array(4 * size);
  const unitOf = new Uint32Array(longest);
  const begins = new Uint32Array(longest + 1);

  return (from: number, to: number) => {
    // As large as this part needs: parts are of different sizes.
    let used = 2;
    while (used < 2 * (to - from)) used *= 2;
    slots.fill(0, 0, 4 * used);
    begins.fill(0, 0, to - from + 1);
    let count = 0;
    for (let row = from; row < to; row++) {
      const low = kept[row * width] ?? 0;
      const high = kept[row * width + 1] ?? 0;
      // Its upper bits are the same in all of a part.
      let slot = mixed(low, high) & (used - 1);
      let unit = slots[4 * slot + 2] ?? 0;
      while (unit !== 0 && (slots[4 * slot] !== low || slots[4 * slot + 1] !== high)) {
        slot = (slot + 1) & (used - 1);
        unit = slots[4 * slot + 2] ?? 0;
      }
      if (unit === 0) {
        unit = ++count;
        slots[4 * slot] = low;
        slots[4 * slot + 1] = high;
        slots[4 * slot + 2] = unit;
      }
      unitOf[row - from] = unit - 1;
      begins[unit] = (begins[unit] ?? 0) + 1;
    }
    for (let unit = 1; unit <= count; unit++) begins[unit] = (begins[unit] ?? 0) + (begins[unit - 1] ?? 0);
    return { unitOf, begins, count };
  };
};

/**
 * Groups the rows of an answer, which come in any order, by their units, and tells each unit's rows in the order of emission, all of
 * a unit at once.
 *
 * What counts is the way to memory: the answer is gone through twice from its beginning to its end, and its rows are put into parts that
 * fit into the processor's cache. All that needs to look here and there is done inside a part. To look up units in one table of half a
 * million takes twice as long as everything together does now.
 */
export const groupUnitRows = (answer: NativeAnswer, tell: (unit: UnitRows) => void): void => {
  if (answer.rowCount === 0) return;
  const parts = partRows(answer);
  const { kept, width, begins: partBegins } = parts;
  let longest = 0;
  for (let part = 1; part < partBegins.length; part++)
    longest = Math.max(longest, (partBegins[part] ?? 0) - (partBegins[part - 1] ?? 0));
  const survey = createSurvey(parts, longest);
  const compareInTie = createCompareInTie(answer.blocks);

  const time = new Float64Array(1);
  const timeHalves = new Uint32Array(time.buffer);
  const timeAt = (at: number): number => {
    timeHalves[0] = kept[at + KEPT.time] ?? 0;
    timeHalves[1] = kept[at + KEPT.time + 1] ?? 0;
    return time[0] ?? 0;
  };
  const isBefore = (a: number, b: number): boolean =>
    compareInTie(kept[a + KEPT.row] ?? 0, kept[b + KEPT.row] ?? 0) < 0;
  const compareEmission = (a: number, b: number): number => timeAt(a) - timeAt(b) || (isBefore(a, b) ? -1 : 1);

  /** Where the rows of a part begin in `kept`, those of a unit side by side. */
  const placed = new Uint32Array(longest);
  const nextOf = new Uint32Array(longest + 1);
  const times = new Float64Array(longest);
  const places = new Uint32Array(longest);
  let first = 0;
  const told: UnitRows = {
    count: 0,
    times,
    numbers: kept,
    places,
    unitId: () => hex(kept[first + 1] ?? 0) + hex(kept[first] ?? 0),
  };
  for (let part = 1; part < partBegins.length; part++) {
    const from = partBegins[part - 1] ?? 0;
    const to = partBegins[part] ?? 0;
    const { unitOf, begins, count } = survey(from, to);
    nextOf.set(begins.subarray(0, count));
    for (let row = from; row < to; row++) {
      const unit = unitOf[row - from] ?? 0;
      const place = nextOf[unit] ?? 0;
      nextOf[unit] = place + 1;
      placed[place] = row * width;
    }
    for (let unit = 0; unit < count; unit++) {
      const begin = begins[unit] ?? 0;
      const end = begins[unit + 1] ?? 0;
      told.count = end - begin;
      if (told.count > FEW) placed.subarray(begin, end).sort(compareEmission);
      for (let nth = 0; nth < told.count; nth++) {
        const row = placed[begin + nth] ?? 0;
        const at = timeAt(row);
        let place = nth;
        for (; place > 0; place--) {
          const before = times[place - 1] ?? 0;
          if (before < at || (before === at && isBefore(placed[begin + place - 1] ?? 0, row))) break;
          times[place] = before;
          placed[begin + place] = placed[begin + place - 1] ?? 0;
        }
        times[place] = at;
        placed[begin + place] = row;
      }
      for (let nth = 0; nth < told.count; nth++) places[nth] = (placed[begin + nth] ?? 0) + KEPT.own;
      first = placed[begin] ?? 0;
      tell(told);
    }
  }
};
