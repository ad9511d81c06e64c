import { RowBinaryReader } from '../../sql/row-binary.ts';
import { TextNumbers } from '../../sql/text-numbers.ts';
import { groupUnitRows } from '../../sql/unit-rows.ts';
import type { UnitEvents } from './attempt.ts';
import type { Carried } from './carried.ts';
import type { FunnelDefinition } from './definition.ts';

/** One unit of the answer. The next one takes its place: what is not read off it is gone. */
export interface FunnelUnit {
  /** The visitor, 16 hex digits, or the customer; '' where nobody is listed. */
  id: string;
  events: UnitEvents;
  /** What the events carry, by their indexes: see `Carried`. */
  values: string[];
  constants: string[];
  names: string[];
  profiles: string[];
  marks: number[];
}

/** A column of the rows: how it is read as a number, and where that goes, by the event's index. */
interface Column {
  read(): number;
  put(index: number, number: number): void;
}

/** Reads the answer's units, one after the other. */
export const readUnits = (
  bytes: Uint8Array,
  { people, unit: kind }: FunnelDefinition,
  { hasValue, hasConstant, hasName, hasProfile, hasMarks }: Carried,
  visit: (unit: FunnelUnit) => void,
): void => {
  const reader = new RowBinaryReader(bytes);
  const texts = new TextNumbers(bytes);
  const events: UnitEvents = { count: 0, times: [], masks: [] };
  const unit: FunnelUnit = { id: '', events, values: [], constants: [], names: [], profiles: [], marks: [] };

  const numbersTo = (numbers: number[]): Column => ({
    read: () => reader.uint32(),
    put: (index, number) => {
      numbers[index] = number;
    },
  });
  const textsTo = (put: (index: number, text: string) => void): Column => ({
    read: () => {
      const length = reader.length();
      const number = texts.numberOf(reader.offset, length);
      reader.seek(reader.offset + length);
      return number;
    },
    put: (index, number) => put(index, texts.textOf(number)),
  });
  const textsOf = (all: string[]) =>
    textsTo((index, text) => {
      all[index] = text;
    });
  const isListedByText = people !== undefined && kind !== 'visitor';
  const columns = [
    numbersTo(events.masks),
    ...(hasValue ? [textsOf(unit.values)] : []),
    ...(hasConstant ? [textsOf(unit.constants)] : []),
    ...(hasName ? [textsOf(unit.names)] : []),
    ...(hasProfile ? [textsOf(unit.profiles)] : []),
    ...(hasMarks ? [numbersTo(unit.marks)] : []),
    ...(isListedByText
      ? [
          textsTo((_, text) => {
            unit.id = text;
          }),
        ]
      : []),
  ];
  const textCount = [hasValue, hasConstant, hasName, hasProfile].filter(Boolean).length;

  const own = {
    count: columns.length,
    skip: () => {
      reader.uint32();
      for (let text = 0; text < textCount; text++) reader.skipText();
      if (hasMarks) reader.uint32();
      if (isListedByText) reader.skipText();
    },
    read: (numbers: Uint32Array, at: number) => {
      for (let index = 0; index < columns.length; index++) numbers[at + index] = columns[index]?.read() ?? 0;
    },
  };
  groupUnitRows(reader, own, (rows) => {
    events.count = rows.count;
    if (people && kind === 'visitor') unit.id = rows.unitId();
    for (let event = 0; event < rows.count; event++) {
      events.times[event] = rows.times[event] ?? 0;
      for (let index = 0; index < columns.length; index++)
        columns[index]?.put(event, rows.own[event * columns.length + index] ?? 0);
    }
    visit(unit);
  });
};
