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

/** A row's own numbers: its bits of `IS`, the number of its node's name, the two halves of its session's id where sessions are the units. */
export const OWN = { flags: 0, name: 1, session: 2 } as const;

/** A session, or all that a visitor did: the places of its events, the one nearest to a possible anchor first; `count` are meant. */
interface Session {
  low: number;
  high: number;
  places: number[];
  count: number;
}

/** Tells a path: the numbers of its nodes' names, the anchor's first, of which `count` are meant; reused after the call. */
export type TellPath = (names: Uint32Array, count: number, isOpen: boolean) => void;

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
  const names = new Uint32Array(steps + 1);

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

  const pathIn = ({ times, numbers, places: at }: UnitRows, { places, count }: Session, tell: TellPath): number => {
    let began = Number.NaN;
    let last = 0;
    let named = 0;
    for (let index = 0; index < count && named <= steps; index++) {
      const place = places[index] ?? 0;
      const time = times[place] ?? 0;
      const flags = numbers[(at[place] ?? 0) + OWN.flags] ?? 0;
      if (Number.isNaN(began)) {
        if ((flags & IS.anchor) === 0) continue;
        began = time;
      } else {
        // They are in the order of time.
        if (Math.abs(time - began) > windowMs) break;
        if ((flags & IS.node) === 0) continue;
      }
      last = time;
      const name = numbers[(at[place] ?? 0) + OWN.name] ?? 0;
      if (!areRepeatsMerged || named === 0 || name !== names[named - 1]) names[named++] = name;
    }
    if (named === 0) return 0;
    const mayGoOn = isAfter && named <= steps && nowMs <= began + windowMs;
    tell(names, named, mayGoOn && (!isBySession || nowMs - last < SESSION_IDLE_MS));
    return 1;
  };

  /** @returns how many paths were told */
  return (visitor: UnitRows, tell: TellPath): number => {
    sessionCount = 0;
    placeOf = undefined;
    for (let nth = 0; nth < visitor.count; nth++) {
      const place = isAfter ? nth : visitor.count - 1 - nth;
      const id = (visitor.places[place] ?? 0) + OWN.session;
      const session = isBySession ? sessionOf(visitor.numbers[id] ?? 0, visitor.numbers[id + 1] ?? 0) : sessionOf(0, 0);
      session.places[session.count++] = place;
    }
    let found = 0;
    for (let index = 0; index < sessionCount; index++) {
      const session = sessions[index];
      if (session) found += pathIn(visitor, session, tell);
    }
    return found;
  };
};
