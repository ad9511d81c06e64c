import type { NativeAnswer } from './native-blocks.ts';

/** Places of the columns of `unitRowColumns`; a row's own come after them. */
export const COLUMN = { unit: 0, at: 1, seq: 2, eventId: 3, own: 4 } as const;

/** Of each row the two halves of its unit are kept, then its time, which has a second half where the span is long, then its own numbers. */
export const TIME_AT = 2;

/** Rows that lie in the processor's cache, with what is made of them. */
const PART_ROWS = 8192;
/** To write to more places at a time is slower again. */
const MAX_PART_BITS = 9;
/** A part that has more than so many times its share is cut by another rule. */
const MAX_SHARES = 8;

/** Another one in each process: nobody can make ids that all fall into one bucket. The ids of senders are not always random: every bit of them must count. */
const SEED = Math.floor(Math.random() * 2 ** 32);
export const mixed = (low: number, high: number): number => {
  const product = Math.imul(low ^ Math.imul(high ^ SEED, 0x9e3779b1), 0x85ebca6b);
  return product ^ (product >>> 15);
};

/** By what rows are put into parts. */
interface Cut {
  /** So far the upper half of a unit's id, or of what is made of it, is shifted to tell its part. */
  shift: number;
  /** True where it is `mixed`: the upper bits of ids that count up are all the same. */
  isMixed: boolean;
}

const partOf = (low: number, high: number, { shift, isMixed }: Cut): number =>
  (isMixed ? mixed(low, high) : high) >>> shift;

/** Rows of an answer side by side, those of a unit in the same part, in a part as they came. */
export interface Parts {
  /** Row after row: its unit and its time, see `TIME_AT`, then its own numbers from `own` on. */
  kept: Uint32Array;
  /** Numbers of a row in `kept`. */
  width: number;
  own: number;
  /** Where the rows of each part begin, and where the last one's end. */
  begins: Uint32Array;
  cut: Cut;
}

/** How many rows go to each part; the first one's are told at 1. */
const countRows = ({ blocks }: NativeAnswer, cut: Cut): Uint32Array => {
  const counts = new Uint32Array(2 ** (32 - cut.shift) + 1);
  for (const { rowCount, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    for (let nth = 0; nth < rowCount; nth++) {
      const next = partOf(units[2 * nth] ?? 0, units[2 * nth + 1] ?? 0, cut) + 1;
      counts[next] = (counts[next] ?? 0) + 1;
    }
  }
  return counts;
};

/**
 * Puts the rows into parts, so that what is done next finds all it needs in the processor's cache. Parts are cut by the ids' upper bits: the
 * engine reads visitors in the order of their ids, so that rows that come one after the other mostly go to the same part. Ids that are not
 * random may be the same in these bits, as those that count up; then parts are cut by all bits.
 */
export const partRows = (answer: NativeAnswer): Parts => {
  const { blocks, rowCount, widths } = answer;
  const shift = 32 - Math.min(MAX_PART_BITS, Math.max(1, Math.ceil(Math.log2(rowCount / PART_ROWS))));
  let cut: Cut = { shift, isMixed: false };
  let begins = countRows(answer, cut);
  const share = rowCount / (begins.length - 1);
  if (begins.some((rows) => rows > MAX_SHARES * share)) {
    cut = { shift, isMixed: true };
    begins = countRows(answer, cut);
  }
  for (let part = 1; part < begins.length; part++) begins[part] = (begins[part] ?? 0) + (begins[part - 1] ?? 0);

  const isLong = widths[COLUMN.at] === 2;
  const own = TIME_AT + (isLong ? 2 : 1);
  const width = own + widths.slice(COLUMN.own).reduce((sum, one) => sum + one, 0);
  const kept = new Uint32Array(rowCount * width);
  const nextAt = begins.map((row) => row * width);
  /** Where each row of a block goes. */
  const targets = new Uint32Array(blocks.reduce((most, block) => Math.max(most, block.rowCount), 0));
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    const times = columns[COLUMN.at]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const low = units[2 * nth] ?? 0;
      const high = units[2 * nth + 1] ?? 0;
      const part = partOf(low, high, cut);
      const at = nextAt[part] ?? 0;
      nextAt[part] = at + width;
      targets[nth] = at;
      kept[at] = low;
      kept[at + 1] = high;
      if (isLong) {
        kept[at + TIME_AT] = times[2 * nth] ?? 0;
        kept[at + TIME_AT + 1] = times[2 * nth + 1] ?? 0;
      } else kept[at + TIME_AT] = times[nth] ?? 0;
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
  return { kept, width, own, begins, cut };
};

/** Which row of the answer each row of the parts is: what two rows of one unit and time are told apart by. Seldom asked for. */
export const rowsOfParts = ({ blocks, rowCount }: NativeAnswer, { begins, cut }: Parts): Uint32Array => {
  const rows = new Uint32Array(rowCount);
  const places = begins.slice();
  let row = 0;
  for (const { rowCount: count, columns } of blocks) {
    const units = columns[COLUMN.unit]?.numbers ?? [];
    for (let nth = 0; nth < count; nth++) {
      const part = partOf(units[2 * nth] ?? 0, units[2 * nth + 1] ?? 0, cut);
      const place = places[part] ?? 0;
      places[part] = place + 1;
      rows[place] = row++;
    }
  }
  return rows;
};
