import { guard } from '../lib/guard.ts';

const listeners = new Set<(kind: string) => void>();

/** Calls `listener` with the kind of each event that entered the queue. */
export const onEmitted = (listener: (kind: string) => void): void => {
  listeners.add(listener);
};

/** Tells that an event of this kind entered the queue. */
export const emitted = (kind: string): void => {
  for (const listener of listeners) guard(() => listener(kind));
};
