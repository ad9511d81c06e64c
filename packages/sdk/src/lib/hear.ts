import { guard } from './guard.ts';

/** What the parts of the tag tell each other; what the browser tells goes by its own names (`listen`). */
interface Told {
  /** The visitor stops looking at a page view: it was hidden, or another one takes its place. */
  settled: undefined;
  /** What follows is not linked to what came before: another consent was given, or `reset()` called. */
  renewed: undefined;
  /** The page may have changed: its elements are looked through. */
  looked: Document | ShadowRoot;
  /** An event of this kind entered the queue. */
  emitted: string;
}

const hearers = new Map<string, Set<(about: never) => void>>();

/** Tells all who hear of it, each in turn; no fault of one reaches another, or the page. */
export const tell = (what: string, about?: unknown): void => {
  hearers.get(what)?.forEach((hear) => {
    guard(() => hear(about as never));
  });
};

/** From now on `handle` hears of it, once however often it says so. Answers whether it is the first to do so. */
export const hearOf = (what: string, handle: (about: never) => void): boolean => {
  const known = hearers.get(what);
  if (known) known.add(handle);
  else hearers.set(what, new Set([handle]));
  return !known;
};

/** Calls `handle` each time that a part of the tag tells this: of all that was told when it is there before the first. */
export const hear: <What extends keyof Told>(what: What, handle: (about: Told[What]) => void) => void = hearOf;
