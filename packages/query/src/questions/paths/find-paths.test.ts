import { describe, expect, it } from 'vitest';
import type { UnitRows } from '../../sql/unit-rows.ts';
import { pathsDefinition } from './definition.ts';
import { createFindPaths, IS, KEPT, KEPT_COUNT } from './find-paths.ts';
import { planOf } from './plan.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog: [] };
const range = { from: '2026-03-01', to: '2026-03-02' };
const START = Date.UTC(2026, 2, 1);

/** What a visitor sees, a millisecond after each other. */
const visitorOf = (views: readonly { name: number; session: number }[]): UnitRows => {
  const own = new Uint32Array(views.length * KEPT_COUNT);
  views.forEach(({ name, session }, index) => {
    const at = index * KEPT_COUNT;
    own[at + KEPT.flags] = IS.anchor | IS.node;
    own[at + KEPT.name] = name;
    own[at + KEPT.session] = session;
  });
  const times = Float64Array.from(views, (_, index) => START + index);
  return { count: views.length, times, own, unitId: () => '' };
};

const found = (...visitors: UnitRows[]): number[][][] => {
  const definition = pathsDefinition.parse({ range });
  const findPaths = createFindPaths(definition, planOf(definition, context));
  return visitors.map((visitor) => {
    const paths: number[][] = [];
    findPaths(visitor, (names) => paths.push([...names]));
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
