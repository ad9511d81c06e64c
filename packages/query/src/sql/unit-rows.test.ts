import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowBinaryReader } from './row-binary.ts';
import { groupUnitRows } from './unit-rows.ts';

interface Row {
  unit: bigint;
  time: number;
  seq: number;
  eventId: bigint;
  own: number;
}

const bytesOf = (rows: readonly Row[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(rows.length * 29));
  rows.forEach(({ unit, time, seq, eventId, own }, index) => {
    const at = index * 29;
    view.setBigUint64(at, unit, true);
    view.setFloat64(at + 8, time, true);
    view.setUint32(at + 16, seq, true);
    view.setBigUint64(at + 20, eventId, true);
    view.setUint8(at + 28, own);
  });
  return new Uint8Array(view.buffer);
};

const grouped = (rows: readonly Row[]) => {
  const reader = new RowBinaryReader(bytesOf(rows));
  const units: Record<string, [number, number][]> = {};
  const columns = {
    count: 2,
    skip: () => reader.uint8(),
    read: (numbers: Uint32Array, at: number) => {
      numbers[at + 1] = reader.uint8();
    },
  };
  groupUnitRows(reader, columns, (unit) => {
    const id = unit.unitId();
    expect(units[id], 'a unit is told once').toBeUndefined();
    units[id] = Array.from({ length: unit.count }, (_, nth) => [unit.times[nth] ?? 0, unit.own[2 * nth + 1] ?? 0]);
  });
  return units;
};

/** The same by plain means. */
const expected = (rows: readonly Row[]) => {
  const units: Record<string, [number, number][]> = {};
  const sorted = rows.toSorted(
    (a, b) => a.time - b.time || a.seq - b.seq || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0),
  );
  for (const { unit, time, own } of sorted) {
    const id = unit.toString(16).padStart(16, '0');
    const told = units[id] ?? [];
    units[id] = told;
    told.push([time, own]);
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
  time: fc.integer({ min: 0, max: 20 }),
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
      fc.property(fc.uniqueArray(row, { ...differentIds, maxLength: 300 }), (rows) => {
        expect(grouped(rows)).toEqual(expected(rows));
      }),
    );
  });

  it('tells more units than its tables hold at first', () => {
    const rows = Array.from(
      { length: 9000 },
      (_, index): Row => ({
        unit: BigInt(index % 4500) * 2n ** 40n,
        time: 9000 - index,
        seq: 0,
        eventId: BigInt(index),
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
        time: 100_000 - (index - (index % 3)),
        seq: index % 2,
        eventId: BigInt(index),
        own: index % 256,
      }),
    );
    expect(grouped(rows)).toEqual(expected(rows));
  });
});
