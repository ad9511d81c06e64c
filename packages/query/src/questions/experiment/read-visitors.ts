import type { NativeAnswer } from '../../sql/native-blocks.ts';
import { groupUnitRows } from '../../sql/unit-rows.ts';
import { profileProperties } from './health.ts';
import type { ExperimentPlan } from './plan.ts';

/** One visitor's events in the order of emission. The next visitor takes its place: what is not read off it is gone. */
export interface VisitorEvents {
  count: number;
  /** Epoch ms. */
  times: Float64Array;
  mask(event: number): number;
  /** Texts by their numbers in the answer. */
  variant(event: number): number;
  part(event: number): number;
  /** Of a profile property, by its place in the list. */
  profile(event: number, nth: number): number;
  /** The event's value, by the number of the value. */
  value(event: number, value: number): number;
  /** 16 hex digits. */
  visitorId(): string;
}

/** Places of an event's own numbers; the values, two numbers each, come after them. */
const PROFILE = 3;
const COLUMN = { mask: 0, variant: 1, part: 2, values: PROFILE + profileProperties.length } as const;

/** Reads the answer's visitors, one after the other. */
export const readVisitors = (
  answer: NativeAnswer,
  { read }: ExperimentPlan,
  visit: (events: VisitorEvents) => void,
): void => {
  let numbers: Uint32Array = new Uint32Array();
  let places: Uint32Array = new Uint32Array();
  let unitId = (): string => '';
  const value = new Float64Array(1);
  const halves = new Uint32Array(value.buffer);
  const tell = (column: number) => (event: number) => numbers[(places[event] ?? 0) + column] ?? 0;
  const events: VisitorEvents = {
    count: 0,
    times: new Float64Array(),
    mask: tell(COLUMN.mask),
    variant: tell(COLUMN.variant),
    part: tell(COLUMN.part),
    profile: (event, nth) => numbers[(places[event] ?? 0) + PROFILE + nth] ?? 0,
    value: (event, nth) => {
      const at = (places[event] ?? 0) + COLUMN.values + 2 * nth;
      halves[0] = numbers[at] ?? 0;
      halves[1] = numbers[at + 1] ?? 0;
      return value[0] ?? 0;
    },
    visitorId: () => unitId(),
  };
  groupUnitRows(answer, {
    sinceMs: read.startAt,
    tell: (rows) => {
      ({ numbers, places } = rows);
      unitId = rows.unitId;
      events.count = rows.count;
      events.times = rows.times;
      visit(events);
    },
  });
};
