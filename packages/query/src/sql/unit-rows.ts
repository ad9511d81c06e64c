import { type Fragment, sql } from './fragment.ts';
import { createIdNumbers } from './id-numbers.ts';
import type { RowBinaryReader } from './row-binary.ts';

/**
 * The columns with which each row of an answer begins that `groupUnitRows` groups by units. The engine only filters: to group in it,
 * with an array for each unit, takes three times the processor and twenty times the memory.
 *
 * `unit` is a UInt64.
 */
export const unitRowColumns = (unit: Fragment): Fragment =>
  sql`${unit} AS unit, toFloat64(toUnixTimestamp64Milli(time)) AS at, seq, event_id`;

/** A session as a unit: a hash of 64 bits for its two ids; of ten million sessions two are taken for one in three questions of a million. */
export const sessionUnit = sql`cityHash64(visitor_id, session_id)`;

const SEQ = 16;
const EVENT_ID = 20;
const OWN = 28;

/** A row's own columns, which come after those of `unitRowColumns`. */
export interface OwnColumns {
  /** How many numbers are kept of each row. */
  count: number;
  /** Steps over the columns. */
  skip(): void;
  /** Reads the columns, and puts what is to be kept into `numbers`, from the place `at` on. */
  read(numbers: Uint32Array, at: number): void;
}

/** The rows of one unit in the order of emission: by time, then seq, then event id. The arrays are reused: `count` says how much of them is meant. */
export interface UnitRows {
  count: number;
  /** Epoch ms of each. */
  times: Float64Array;
  /** The numbers kept of each, row after row. */
  own: Uint32Array;
  /** The unit itself as 16 hex digits: the visitor's id where visitors are the units. */
  unitId(): string;
}

/** Below 0 when the row at the offset `a` was emitted before the one at `b`, which happened at the same time. */
const compareInTie = (reader: RowBinaryReader, a: number, b: number): number => {
  reader.seek(a + SEQ);
  const seqA = reader.uint32();
  reader.seek(b + SEQ);
  const seqB = reader.uint32();
  if (seqA !== seqB) return seqA - seqB;
  reader.seek(a + EVENT_ID);
  const idA = reader.id64();
  reader.seek(b + EVENT_ID);
  return idA < reader.id64() ? -1 : 1;
};

/** Numbers the units, and says where the rows of each will lie when they lie beside each other. */
const surveyUnits = (reader: RowBinaryReader, skipOwn: () => void) => {
  const numbers = createIdNumbers();
  let unitOfRow: Uint32Array = new Uint32Array(1024);
  let rowCount = 0;
  while (!reader.isAtEnd()) {
    const { offset } = reader;
    if (rowCount === unitOfRow.length) {
      const larger = new Uint32Array(2 * rowCount);
      larger.set(unitOfRow);
      unitOfRow = larger;
    }
    unitOfRow[rowCount++] = numbers.numberOf(reader.uint32(), reader.uint32());
    reader.seek(offset + OWN);
    skipOwn();
  }
  const begins = new Uint32Array(numbers.count() + 1);
  for (let row = 0; row < rowCount; row++) {
    const after = (unitOfRow[row] ?? 0) + 1;
    begins[after] = (begins[after] ?? 0) + 1;
  }
  for (let unit = 1; unit < begins.length; unit++) begins[unit] = (begins[unit] ?? 0) + (begins[unit - 1] ?? 0);
  return { unitOfRow, rowCount, begins };
};

/** More rows than that are sorted by the platform: what is fastest for a few takes the square of the time for many. */
const FEW = 64;

/** What is kept of each row before its own numbers: the time, and where the row begins. */
const TIME = 0;
const OFFSET = 2;
const KEPT = 3;

/**
 * Groups the rows of an answer, which come in any order, by their units, and tells each unit's rows in the order of emission, all of
 * a unit at once.
 *
 * What counts is the way to memory: the answer is read twice from its beginning to its end, each row is put beside the others of
 * its unit in one step, and from there on everything that belongs together lies together.
 */
export const groupUnitRows = (reader: RowBinaryReader, columns: OwnColumns, tell: (unit: UnitRows) => void): void => {
  const first = reader.offset;
  const { unitOfRow, rowCount, begins } = surveyUnits(reader, columns.skip);

  const width = KEPT + columns.count;
  const kept = new Uint32Array(rowCount * width);
  const places = begins.slice();
  const time = new Float64Array(1);
  const timeHalves = new Uint32Array(time.buffer);
  reader.seek(first);
  for (let row = 0; row < rowCount; row++) {
    const { offset } = reader;
    const unit = unitOfRow[row] ?? 0;
    const place = places[unit] ?? 0;
    places[unit] = place + 1;
    const at = place * width;
    reader.seek(offset + 8);
    kept[at + TIME] = reader.uint32();
    kept[at + TIME + 1] = reader.uint32();
    kept[at + OFFSET] = offset;
    reader.seek(offset + OWN);
    columns.read(kept, at + KEPT);
  }

  const timeAt = (row: number): number => {
    timeHalves[0] = kept[row * width + TIME] ?? 0;
    timeHalves[1] = kept[row * width + TIME + 1] ?? 0;
    return time[0] ?? 0;
  };
  const offsetAt = (row: number): number => kept[row * width + OFFSET] ?? 0;
  const compareEmission = (a: number, b: number): number =>
    timeAt(a) - timeAt(b) || compareInTie(reader, offsetAt(a), offsetAt(b));

  let longest = 0;
  for (let unit = 1; unit < begins.length; unit++)
    longest = Math.max(longest, (begins[unit] ?? 0) - (begins[unit - 1] ?? 0));
  const order = new Uint32Array(longest);
  const times = new Float64Array(longest);
  const told: UnitRows = {
    count: 0,
    times,
    own: new Uint32Array(longest * columns.count),
    unitId: () => {
      reader.seek(offsetAt(order[0] ?? 0));
      return reader.id64();
    },
  };
  for (let unit = 1; unit < begins.length; unit++) {
    const begin = begins[unit - 1] ?? 0;
    told.count = (begins[unit] ?? 0) - begin;
    for (let nth = 0; nth < told.count; nth++) order[nth] = begin + nth;
    if (told.count > FEW) order.subarray(0, told.count).sort(compareEmission);
    for (let nth = 0; nth < told.count; nth++) {
      const row = order[nth] ?? 0;
      const at = timeAt(row);
      let place = nth;
      for (; place > 0; place--) {
        const before = times[place - 1] ?? 0;
        if (before < at || (before === at && compareEmission(order[place - 1] ?? 0, row) < 0)) break;
        times[place] = before;
        order[place] = order[place - 1] ?? 0;
      }
      times[place] = at;
      order[place] = row;
    }
    for (let nth = 0; nth < told.count; nth++) {
      const from = (order[nth] ?? 0) * width + KEPT;
      for (let column = 0; column < columns.count; column++)
        told.own[nth * columns.count + column] = kept[from + column] ?? 0;
    }
    tell(told);
  }
};
