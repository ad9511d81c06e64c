import type { NativeAnswer } from '../../sql/native-blocks.ts';
import { groupUnitRows, type UnitRows } from '../../sql/unit-rows.ts';
import type { UnitEvents } from './attempt.ts';
import { carriedBy } from './carried.ts';
import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import type { EvaluateUnordered } from './evaluate-unordered.ts';
import type { FunnelPlan } from './plan.ts';

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

/** What is done with units. */
interface UnitReader {
  /** Says of a unit in any order what `tell` is then called with, where that can be said; its events have no masks then. */
  evaluateUnordered: EvaluateUnordered | undefined;
  /** Says what became of a unit by its events in order. */
  evaluate: (unit: FunnelUnit) => Verdict | null;
  /** Called for each unit that entered. */
  tell: (verdict: Verdict, unit: FunnelUnit) => void;
}

/** Reads the answer's units, one after the other. */
export const readUnits = (
  answer: NativeAnswer,
  definition: FunnelDefinition,
  plan: FunnelPlan,
  { evaluateUnordered, evaluate, tell: tellVerdict }: UnitReader,
): void => {
  const { people, unit: kind } = definition;
  const { hasValue, hasConstant, hasName, hasProfile, hasMarks } = carriedBy(definition);
  let masks = new Uint32Array(64);
  const events: UnitEvents = { count: 0, times: [], masks };
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

  const read = (rows: UnitRows): void => {
    ({ numbers, places } = rows);
    events.times = rows.times;
    events.count = rows.count;
  };
  const tellUnit = (verdict: Verdict | null, rows: UnitRows): void => {
    if (!verdict) return;
    if (isListedByText) unit.id = answer.texts[id(0)] ?? '';
    else if (people) unit.id = rows.unitId();
    tellVerdict(verdict, unit);
  };
  groupUnitRows(answer, {
    sinceMs: plan.read.startAt,
    ...(evaluateUnordered && {
      takeUnordered: (rows) => {
        const verdict = evaluateUnordered(rows);
        if (verdict === undefined) return false;
        read(rows);
        tellUnit(verdict, rows);
        return true;
      },
    }),
    tell: (rows) => {
      read(rows);
      if (masks.length < rows.count) {
        masks = new Uint32Array(2 * rows.count);
        events.masks = masks;
      }
      for (let event = 0; event < rows.count; event++) masks[event] = numbers[places[event] ?? 0] ?? 0;
      tellUnit(evaluate(unit), rows);
    },
  });
};
