import { describe, expect, it } from 'vitest';
import type { UnitRows } from '../../sql/unit-rows.ts';
import { pathsDefinition } from './definition.ts';
import { createFindPaths, IS, OWN } from './find-paths.ts';
import { planOf } from './plan.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog: [] };
const range = { from: '2026-03-01', to: '2026-03-02' };
const START = Date.UTC(2026, 2, 1);

/** A session's id are two numbers. */
const OWN_COUNT = 4;

/** What a visitor sees, a millisecond after each other. */
const visitorOf = (views: readonly { name: number; session: number }[]): UnitRows => {
  const numbers = new Uint32Array(views.length * OWN_COUNT);
  views.forEach(({ name, session }, index) => {
    const at = index * OWN_COUNT;
    numbers[at + OWN.flags] = IS.anchor | IS.node;
    numbers[at + OWN.name] = name;
    numbers[at + OWN.session] = session;
  });
  const times = Float64Array.from(views, (_, index) => START + index);
  const places = Uint32Array.from(views, (_, index) => index * OWN_COUNT);
  return { count: views.length, times, numbers, places, unitId: () => '' };
};

const found = (...visitors: UnitRows[]): number[][][] => {
  const definition = pathsDefinition.parse({ range });
  const findPaths = createFindPaths(definition, planOf(definition, context));
  return visitors.map((visitor) => {
    const paths: number[][] = [];
    const count = findPaths(visitor, (names, length) => paths.push([...names.subarray(0, length)]));
    expect(count).toBe(paths.length);
    return paths;
  });
};

describe("a visitor's paths", () => {
  it('are those of each session, however their events lie between each other', () => {
    const views = [
      { name: 1, session: 7 },
      { name: 2, session: 8 },
      { name: 3, session: 7 },
      { name: 4, session: 9 },
      { name: 5, session: 8 },
    ];
    expect(found(visitorOf(views))).toEqual([[[1, 3], [2, 5], [4]]]);
  });

  it('are found in 100,000 sessions that go on side by side, and in none of the visitor before', () => {
    const sessions = Array.from({ length: 100_000 }, (_, session) => session + 1);
    const views = [1, 2].flatMap((name) => sessions.map((session) => ({ name, session })));
    const [many, one] = found(visitorOf(views), visitorOf([{ name: 3, session: 1 }]));
    expect(many).toHaveLength(sessions.length);
    expect(new Set(many?.map(String))).toEqual(new Set(['1,2']));
    expect(one).toEqual([[3]]);
  });
});
