import type { DueSurvey } from '../surveys/surveys.ts';
import { guard } from './guard.ts';

/** What the browser tells, by its own names. A document's events reach its window too. */
export type EventMap = WindowEventMap & DocumentEventMap & { prerenderingchange: Event };

/** What the parts of the tag tell each other. */
interface Told {
  /** The visitor stops looking at a page view: it was hidden, or another one takes its place. */
  settled: undefined;
  /** What follows is not linked to what came before: another consent was given, or `reset()` called. */
  renewed: undefined;
  /** The page may have changed: its elements are looked through. */
  looked: Document | ShadowRoot;
  /** An event entered the queue. */
  emitted: { kind: string; properties: object };
  /** The moment of a survey has come. */
  due: DueSurvey;
}

type Heard = Told & EventMap;

const hearers = new Map<keyof Heard, Set<(about: never) => void>>();

/** Tells all who hear of it, each in turn; no fault of one reaches another, or the page. */
export const tell = <What extends keyof Heard>(what: What, about?: Heard[What]): void => {
  for (const handle of hearers.get(what) ?? []) guard(() => handle(about as never));
};

/** Calls `handle` each time that this is told: always, when it is there before the first; once, however often it asks. */
export const hear = <What extends keyof Heard>(what: What, handle: (about: Heard[What]) => void): void => {
  hearers.set(what, (hearers.get(what) ?? new Set()).add(handle));
};
