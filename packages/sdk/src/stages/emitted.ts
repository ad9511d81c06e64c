import { guard } from '../lib/guard.ts';

type Listener = (kind: string) => void;

const listeners = new Set<Listener>();

/** Tells `listener` the kind of each event that enters the queue: of all, when it is there before the first. */
export const onEmitted = (listener: Listener): void => {
  listeners.add(listener);
};

/** Tells that an event of this kind entered the queue. */
export const emitted = (kind: string): void => {
  for (const listener of listeners) guard(() => listener(kind));
};
