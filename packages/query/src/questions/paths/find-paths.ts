import { createIdNumbers, type IdNumbers } from '../../sql/id-numbers.ts';
import type { UnitRows } from '../../sql/unit-rows.ts';
import type { PathsDefinition } from './definition.ts';
import type { PathsPlan } from './plan.ts';

/** What an event is, as bits. */
export const IS = { anchor: 1, node: 2 } as const;

/** A session ends when nothing happens in it for so long. */
const SESSION_IDLE_MS = 30 * 60_000;

/** Among more sessions of a visitor than that, one is looked up: to go through them all takes the square of the time. */
const FEW = 64;

/** What is kept of each row: its bits of `IS`, the number of its node's name, the two halves of its session's id. */
export const KEPT = { flags: 0, name: 1, session: 2 } as const;
export const KEPT_COUNT = 4;

/** A session, or all that a visitor did: the places of its events, the one nearest to a possible anchor first; `count` are meant. */
interface Session {
  low: number;
  high: number;
  places: number[];
  count: number;
}

/** Tells a path: the numbers of its nodes' names, the anchor's first, reused after the call. */
export type TellPath = (names: readonly number[], isOpen: boolean) => void;

/**
 * Makes what finds the paths of a visitor in all that the visitor did.
 *
 * A path begins with the unit's first anchor in the range (its last one, for what led there). It goes on with the nodes in the order
 * of emission, up to the window's end. It is open while it may go on: it has fewer steps than asked for, its window has not ended
 * and, where sessions are the units, neither has the session.
 */
export const createFindPaths = (
  { unit, direction, areRepeatsMerged }: PathsDefinition,
  { windowMs, steps, nowMs }: PathsPlan,
) => {
  const isAfter = direction === 'after';
  const isBySession = unit === 'session';
  /** The sessions of the visitor, each with the places of its events; reused, `sessionCount` are meant. */
  const sessions: Session[] = [];
  let sessionCount = 0;
  const names: number[] = [];

  /** The visitor's sessions by their ids, once there are many; numbered as they are placed. */
  let placeOf: IdNumbers | undefined;

  /** The place of a session among those of the visitor; `sessionCount` where it is a new one. */
  const findSession = (low: number, high: number): number => {
    if (sessionCount > FEW) {
      if (placeOf === undefined) {
        placeOf = createIdNumbers();
        for (let index = 0; index < sessionCount; index++)
          placeOf.numberOf(sessions[index]?.low ?? 0, sessions[index]?.high ?? 0);
      }
      return placeOf.numberOf(low, high);
    }
    // Nearly always the one that came last.
    for (let index = sessionCount - 1; index >= 0; index--)
      if (sessions[index]?.low === low && sessions[index]?.high === high) return index;
    return sessionCount;
  };

  const sessionOf = (low: number, high: number): Session => {
    const place = findSession(low, high);
    const session = sessions[place] ?? { low, high, places: [], count: 0 };
    sessions[place] = session;
    if (place < sessionCount) return session;
    session.low = low;
    session.high = high;
    session.count = 0;
    sessionCount++;
    return session;
  };

  const pathIn = ({ times, own }: UnitRows, { places, count }: Session, tell: TellPath): void => {
    let began = Number.NaN;
    let last = 0;
    names.length = 0;
    for (let index = 0; index < count && names.length <= steps; index++) {
      const place = places[index] ?? 0;
      const time = times[place] ?? 0;
      const flags = own[place * KEPT_COUNT + KEPT.flags] ?? 0;
      if (Number.isNaN(began)) {
        if ((flags & IS.anchor) === 0) continue;
        began = time;
      } else {
        // They are in the order of time.
        if (Math.abs(time - began) > windowMs) break;
        if ((flags & IS.node) === 0) continue;
      }
      last = time;
      const name = own[place * KEPT_COUNT + KEPT.name] ?? 0;
      if (!areRepeatsMerged || name !== names[names.length - 1]) names.push(name);
    }
    if (names.length === 0) return;
    const mayGoOn = isAfter && names.length <= steps && nowMs <= began + windowMs;
    tell(names, mayGoOn && (!isBySession || nowMs - last < SESSION_IDLE_MS));
  };

  return (visitor: UnitRows, tell: TellPath): void => {
    sessionCount = 0;
    placeOf = undefined;
    for (let nth = 0; nth < visitor.count; nth++) {
      const place = isAfter ? nth : visitor.count - 1 - nth;
      const id = place * KEPT_COUNT + KEPT.session;
      const session = isBySession ? sessionOf(visitor.own[id] ?? 0, visitor.own[id + 1] ?? 0) : sessionOf(0, 0);
      session.places[session.count++] = place;
    }
    for (let index = 0; index < sessionCount; index++) {
      const session = sessions[index];
      if (session) pathIn(visitor, session, tell);
    }
  };
};
