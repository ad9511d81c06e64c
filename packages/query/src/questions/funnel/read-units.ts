import { RowBinaryReader } from '../../sql/row-binary.ts';
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

/** Reads the answer's units, one after the other. */
export const readUnits = (
  bytes: Uint8Array,
  { people, unit: kind }: FunnelDefinition,
  carried: Carried,
  visit: (unit: FunnelUnit) => void,
): void => {
  const { hasValue, hasConstant, hasName, hasProfile, hasMarks } = carried;
  const reader = new RowBinaryReader(bytes);
  const events: UnitEvents = { count: 0, times: [], masks: [] };
  const unit: FunnelUnit = { id: '', events, values: [], constants: [], names: [], profiles: [], marks: [] };
  while (!reader.isAtEnd()) {
    if (people) unit.id = kind === 'customer' ? reader.text() : reader.id64();
    events.count = reader.length();
    for (let index = 0; index < events.count; index++) {
      events.times[index] = reader.float64();
      events.masks[index] = reader.uint32();
      if (hasValue) unit.values[index] = reader.text();
      if (hasConstant) unit.constants[index] = reader.text();
      if (hasName) unit.names[index] = reader.text();
      if (hasProfile) unit.profiles[index] = reader.text();
      if (hasMarks) unit.marks[index] = reader.uint32();
    }
    visit(unit);
  }
};
