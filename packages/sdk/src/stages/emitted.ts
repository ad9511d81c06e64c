import { guard } from '../lib/guard.ts';

const kinds = new Set<string>();
const listeners = new Set<(kind: string) => void>();

/** Calls `listener` with the kind of each event that enters the queue, and of those that did before. */
export const onEmitted = (listener: (kind: string) => void): void => {
  listeners.add(listener);
  for (const kind of kinds) listener(kind);
};

/** Tells that an event of this kind entered the queue. */
export const emitted = (kind: string): void => {
  kinds.add(kind);
  for (const listener of listeners) guard(() => listener(kind));
};
