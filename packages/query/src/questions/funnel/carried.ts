import type { FunnelDefinition } from './definition.ts';

/** What each event of the answer carries beside its time and mask, in this order, each only where it is asked for. */
export interface Carried {
  /** Text: the breakdown's value; '' where the event cannot tell it. */
  hasValue: boolean;
  /** Text: the value of the constant property. */
  hasConstant: boolean;
  /** Text "kind:object": what it is called as the next thing done; '' where it cannot be. */
  hasName: boolean;
  /** Text: the entry's values of the explaining properties as a JSON array; '' for any other event. */
  hasProfile: boolean;
  /** UInt32: a bit for each explaining event that it is. */
  hasMarks: boolean;
}

/** What the events of a funnel carry. */
export const carriedBy = ({ breakdown, constant, next, explain }: FunnelDefinition): Carried => ({
  hasValue: breakdown !== undefined,
  hasConstant: constant !== undefined,
  hasName: next !== undefined,
  hasProfile: explain !== undefined && explain.properties.length > 0,
  hasMarks: explain !== undefined && explain.events.length > 0,
});
