import type { NativeAnswer } from '../../sql/native-blocks.ts';
import { groupUnitRows } from '../../sql/unit-rows.ts';
import type { UnitEvents } from './attempt.ts';
import type { Carried } from './carried.ts';
import type { FunnelDefinition } from './definition.ts';

/** Tells what an event of a unit carries, by its index: a text by its number. 0 where it is not asked for. */
type Tell = (event: number) => number;

/** One unit of the answer. The next one takes its place: what is not read off it is gone. What its events carry: see `Carried`. */
export interface FunnelUnit {
  /** The visitor, 16 hex digits, or the customer; '' where nobody is listed. */
  id: string;
  events: UnitEvents;
  value: Tell;
  constant: Tell;
  name: Tell;
  profile: Tell;
  marks: Tell;
}

/** Reads the answer's units, one after the other. */
export const readUnits = (
  answer: NativeAnswer,
  { people, unit: kind }: FunnelDefinition,
  { hasValue, hasConstant, hasName, hasProfile, hasMarks }: Carried,
  visit: (unit: FunnelUnit) => void,
): void => {
  const events: UnitEvents = { count: 0, times: [], masks: [] };
  let numbers: Uint32Array = new Uint32Array();
  let places: Uint32Array = new Uint32Array();
  // The mask is the first column.
  let columns = 1;
  const tell = (isAsked: boolean): Tell => {
    if (!isAsked) return () => 0;
    const column = columns++;
    return (event) => numbers[(places[event] ?? 0) + column] ?? 0;
  };
  const unit: FunnelUnit = {
    id: '',
    events,
    value: tell(hasValue),
    constant: tell(hasConstant),
    name: tell(hasName),
    profile: tell(hasProfile),
    marks: tell(hasMarks),
  };
  const isListedByText = people !== undefined && kind !== 'visitor';
  const id = tell(isListedByText);

  groupUnitRows(answer, (rows) => {
    numbers = rows.numbers;
    places = rows.places;
    events.count = rows.count;
    for (let event = 0; event < rows.count; event++) {
      events.times[event] = rows.times[event] ?? 0;
      events.masks[event] = numbers[places[event] ?? 0] ?? 0;
    }
    if (isListedByText) unit.id = answer.texts[id(0)] ?? '';
    else if (people) unit.id = rows.unitId();
    visit(unit);
  });
};
