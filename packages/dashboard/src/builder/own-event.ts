import type { EventReference } from '@telltale/query';
import { ownValues } from '../state/own.ts';
import { isEventReference } from './event-reference.ts';

/** An event in the panel's own part of the address; the fallback where none stands there. */
export const ownEvent = (name: string, fallback: EventReference): EventReference => {
  const value = ownValues()[name];
  return isEventReference(value) ? value : fallback;
};
