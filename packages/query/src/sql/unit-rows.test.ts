import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNative } from './native-blocks.ts';
import { nativeBytes } from './testing/native-bytes.ts';
import { groupUnitRows, type UnitRows, type UnitRowsReader } from './unit-rows.ts';

interface Row {
  unit: bigint;
  time: number;
  seq: number;
  eventId: bigint;
  own: number;
}

/** The span begins then. */
const SINCE_MS = 1_000_000;

/** In blocks of different sizes, as an engine with several threads sends them. */
const bytesOf = (rows: readonly Row[], blockRows: number, at: 'UInt32' | 'UInt64'): Uint8Array => {
  const blocks: Row[][] = [];
  for (let from = 0; from < rows.length; from += blockRows) blocks.push(rows.slice(from, from + blockRows));
  return nativeBytes(
    blocks.map((block) => ({
      unit: { type: 'UInt64', values: block.map(({ unit }) => unit) },
      at:
        at === 'UInt32'
          ? { type: at, values: block.map(({ time }) => time - SINCE_MS) }
          : { type: at, values: block.map(({ time }) => BigInt(time - SINCE_MS)) },
      seq: { type: 'UInt32', values: block.map(({ seq }) => seq) },
      event_id: { type: 'UInt64', values: block.map(({ eventId }) => eventId) },
      own: { type: 'UInt8', values: block.map(({ own }) => own) },
      name: { type: 'LowCardinality(String)', values: block.map(({ own }) => `name ${own % 7}`) },
      wide: { type: 'UInt64', values: block.map(({ own }) => BigInt(own) * 2n ** 33n) },
    })),
  );
};

/** Of a row: time, own, name, and the halves of `wide`. */
type Told = [time: number, own: number, name: string, low: number, high: number];

interface Grouped {
  blockRows?: number;
  at?: 'UInt32' | 'UInt64';
  takeUnordered?: UnitRowsReader['takeUnordered'];
}

const grouped = (rows: readonly Row[], { blockRows = 1000, at = 'UInt32', takeUnordered }: Grouped = {}) => {
  const answer = readNative(bytesOf(rows, blockRows, at));
  const units: Record<string, Told[]> = {};
  const tell = ({ count, times, numbers, places, unitId }: UnitRows) => {
    const id = unitId();
    if (units[id]) throw new Error(`The unit ${id} is told twice.`);
    units[id] = Array.from({ length: count }, (_, nth): Told => {
      const [own = 0, name = 0, low = 0, high = 0] = numbers.subarray(places[nth]);
      return [times[nth] ?? 0, own, answer.texts[name] ?? '', low, high];
    });
  };
  groupUnitRows(answer, { sinceMs: SINCE_MS, tell, ...(takeUnordered && { takeUnordered }) });
  return units;
};

/** The same by plain means. */
const expected = (rows: readonly Row[]) => {
  const units: Record<string, Told[]> = {};
  const sorted = rows.toSorted(
    (a, b) => a.time - b.time || a.seq - b.seq || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0),
  );
  for (const { unit, time, own } of sorted) {
    const id = unit.toString(16).padStart(16, '0');
    const told = units[id] ?? [];
    units[id] = told;
    told.push([time, own, `name ${own % 7}`, 0, 2 * own]);
  }
  return units;
};

const MAX_64 = 2n ** 64n - 1n;
/** Few of each, so that they meet; and ids that are the same in one half. */
const unit = fc.oneof(
  fc.constantFrom(0n, 1n, 2n ** 32n, 2n ** 32n + 1n, MAX_64),
  fc.bigInt({ min: 0n, max: 40n }).map((low) => low << 33n),
  fc.bigInt({ min: 0n, max: MAX_64 }),
);
const row = fc.record({
  unit,
  time: fc.integer({ min: SINCE_MS, max: SINCE_MS + 20 }),
  seq: fc.nat(2),
  eventId: fc.bigInt({ min: 0n, max: MAX_64 }),
  own: fc.nat(255),
});
const differentIds = { selector: ({ eventId }: Row) => eventId };

describe('groupUnitRows', () => {
  it('tells nothing of an empty answer', () => {
    expect(grouped([])).toEqual({});
  });

  it('tells each unit once, its rows by time, then seq, then event id, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { ...differentIds, maxLength: 300 }),
        fc.integer({ min: 1, max: 300 }),
        (rows, blockRows) => {
          expect(grouped(rows, { blockRows })).toEqual(expected(rows));
        },
      ),
    );
  });

  it('tells times of a span that is longer than 32 bits can say', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { ...differentIds, maxLength: 100 }), (rows) => {
        const long = rows.map((one) => ({ ...one, time: SINCE_MS + (one.time - SINCE_MS) * 2 ** 31 }));
        expect(grouped(long, { at: 'UInt64' })).toEqual(expected(long));
      }),
    );
  });

  it('tells in order only the units that are not taken in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { ...differentIds, maxLength: 300 }), (rows) => {
        const taken = new Map<string, number[]>();
        const takeUnordered = ({ count, times, unitId }: UnitRows) => {
          if (count > 2) return false;
          taken.set(unitId(), [...times.subarray(0, count)].sort());
          return true;
        };
        const units = Object.entries(expected(rows));
        expect(grouped(rows, { takeUnordered })).toEqual(
          Object.fromEntries(units.filter(([, events]) => events.length > 2)),
        );
        const few = units.filter(([, events]) => events.length <= 2);
        expect(taken).toEqual(new Map(few.map(([id, events]) => [id, events.map(([time]) => time).sort()])));
      }),
    );
  });

  it.each([
    ['spread', 2n ** 48n],
    ['count up', 1n],
  ])('tells more units than lie in one part, whose ids %s', (_, step) => {
    const rows = Array.from(
      { length: 70_000 },
      (_, index): Row => ({
        unit: BigInt(index % 35_000) * step,
        // The two rows of a unit are told apart by their ids alone.
        time: SINCE_MS + (index % 35_000),
        seq: 0,
        eventId: BigInt(70_000 - index),
        own: index % 256,
      }),
    );
    expect(grouped(rows)).toEqual(expected(rows));
  });

  it('sorts a hundred thousand rows of one unit as fast as those of many', () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, index): Row => ({
        unit: 7n,
        time: SINCE_MS + 100_000 - (index - (index % 3)),
        seq: index % 2,
        eventId: BigInt(index),
        own: index % 256,
      }),
    );
    expect(grouped(rows)).toEqual(expected(rows));
  });
});
