import { catalog } from '@telltale/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';
import { nativeBytes } from '../../sql/testing/native-bytes.ts';
import type { PathsDefinitionInput } from './definition.ts';
import type { Path } from './path-list.ts';
import { createRanking, createSankey } from './sankey.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const home = { kind: 'page_view', filters: [{ property: 'path', operator: 'is' as const, values: ['/'] }] };

const refusal = (more: Partial<PathsDefinitionInput>) => {
  try {
    ask('paths', { range, ...more }, context);
  } catch (error) {
    return error;
  }
  return 'accepted';
};

/** Names of nodes by their numbers. */
const texts: string[] = [];

const numberOf = (name: string): number => {
  if (!texts.includes(name)) texts.push(name);
  return texts.indexOf(name);
};

/** "/ a b" is a path that ended, "/ a b …" one that is open. */
const pathOf = (told: string): Path => {
  const nodes = told.split(' ');
  const names = Uint32Array.from(
    nodes.filter((name) => name !== '…'),
    numberOf,
  );
  return { names, begin: 0, end: names.length, isOpen: nodes.includes('…') };
};

interface Drawn {
  /** Of each visitor, how many there are and their paths. */
  rows: [visitors: number, paths: Path[]][];
  steps: number;
  limit: number;
  sign?: 1 | -1;
}

const draw = ({ rows, steps, limit, sign = 1 }: Drawn) => {
  const ranking = createRanking(steps);
  const all = rows.flatMap(([visitors, paths]) => Array.from({ length: visitors }, () => paths));
  for (const paths of all) ranking.add(paths);
  const sankey = createSankey({ shown: ranking.largest(limit, texts), texts, sign });
  for (const paths of all) sankey.add(paths);
  return sankey.figures();
};

const told = ({ nodes, links }: ReturnType<typeof draw>) => ({
  nodes: nodes.map(({ step, name, visits, visitors }) => `${step} ${name} ${visits}/${visitors}`),
  links: links.map(({ source, target, visits, visitors }) => `${source} > ${target} ${visits}/${visitors}`),
});

describe('a Sankey', () => {
  it('counts a visitor once, however many of their sessions go the same way', () => {
    const rows: Drawn['rows'] = [[2, [pathOf('/ a'), pathOf('/ a')]]];
    expect(told(draw({ rows, steps: 1, limit: 5 }))).toEqual({ nodes: ['0 / 4/2', '1 a 4/2'], links: ['0 > 1 4/2'] });
  });

  it('counts a visitor once in "other", whichever of the rare nodes they came through', () => {
    const rows: Drawn['rows'] = [
      [3, [pathOf('/ a')]],
      [1, [pathOf('/ b'), pathOf('/ c')]],
    ];
    expect(told(draw({ rows, steps: 1, limit: 1 }))).toEqual({
      nodes: ['0 / 5/4', '1 a 3/3', '1 null 2/1'],
      links: ['0 > 1 3/3', '0 > 2 2/1'],
    });
  });

  it('points to the anchor when the steps lead there', () => {
    const rows: Drawn['rows'] = [[1, [pathOf('thanks cart home')]]];
    expect(told(draw({ rows, steps: 2, limit: 5, sign: -1 }))).toEqual({
      nodes: ['0 thanks 1/1', '-1 cart 1/1', '-2 home 1/1'],
      links: ['1 > 0 1/1', '2 > 1 1/1'],
    });
  });

  it('tells paths that ended from those that may go on, and neither at the farthest step', () => {
    const rows: Drawn['rows'] = [
      [1, [pathOf('/')]],
      [1, [pathOf('/ …')]],
      [1, [pathOf('/ a')]],
    ];
    expect(draw({ rows, steps: 1, limit: 5 }).nodes).toMatchObject([
      { name: '/', visits: 3, dropOffs: { visits: 1 }, open: { visits: 1 } },
      { name: 'a', visits: 1, dropOffs: { visits: 0 }, open: { visits: 0 } },
    ]);
  });

  it('adds up: what comes to a node goes on, ends or is open', () => {
    const name = fc.constantFrom(...['/', 'a', 'b', 'c', 'd'].map(numberOf));
    const path = fc.tuple(fc.array(name, { minLength: 1, maxLength: 4 }), fc.boolean()).map(
      ([names, isOpen]): Path => ({
        names: Uint32Array.from(names),
        begin: 0,
        end: names.length,
        isOpen: isOpen && names.length < 4,
      }),
    );
    const row = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(path, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, -1), (rows, limit, sign) => {
        const { nodes, links, total } = draw({ rows, steps: 3, limit, sign });
        nodes.forEach(({ step, visits, dropOffs, open }, index) => {
          const [near, far] = sign === 1 ? (['source', 'target'] as const) : (['target', 'source'] as const);
          const out = links.filter((link) => link[near] === index).reduce((sum, link) => sum + link.visits, 0);
          const into = links.filter((link) => link[far] === index).reduce((sum, link) => sum + link.visits, 0);
          if (Math.abs(step) < 3) expect(out + dropOffs.visits + open.visits).toBe(visits);
          if (step !== 0) expect(into).toBe(visits);
        });
        const begun = nodes.filter(({ step }) => step === 0).reduce((sum, { visits }) => sum + visits, 0);
        expect(begun).toBe(total.visits);
        expect(nodes.filter(({ isOther }) => !isOther).length).toBeLessThanOrEqual(4 * limit);
      }),
    );
  });
});

describe('a question about paths', () => {
  it('reads the nodes of those units only that have the anchor in the range', () => {
    const { query } = ask('paths', { range, anchor: [home], steps: 2 }, context);
    expect(query).toMatchInlineSnapshot(`
      {
        "answer": "columns",
        "params": {
          "p0": 1772323200000,
          "p1": 1,
          "p2": "page_view",
          "p3": [
            "/",
          ],
          "p4": 1772496000000,
          "p5": 2,
          "p6": "shop",
          "p7": 1772582400000,
        },
        "sql": "SELECT CAST(visitor_id AS UInt64) AS unit, toUInt32(toUnixTimestamp64Milli(time) - {p0:Int64}) AS at, seq, event_id, CAST({p1:UInt8} * materialize(((kind = {p2:String} AND (object IN {p3:Array(String)})) AND time >= fromUnixTimestamp64Milli({p0:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC'))) + {p5:UInt8} * materialize(kind = {p2:String}) AS UInt32) AS flags, toLowCardinality(if(kind = {p2:String}, object, if(object = '', toString(kind), concat(kind, ':', object)))) AS name, session_id
      FROM events WHERE (site_id = {p6:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p0:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND (((kind = {p2:String} AND object IN {p3:Array(String)}) OR kind = {p2:String}) AND session_id != 0 AND (visitor_id, session_id) GLOBAL IN (SELECT visitor_id, session_id FROM events WHERE (site_id = {p6:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p0:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (kind = {p2:String} AND (object IN {p3:Array(String)})))))) AND flags != 0",
      }
    `);
    expect(Object.keys(query.params).filter((param) => !query.sql.includes(`{${param}:`))).toEqual([]);
  });

  it('reads the events once where any node is an anchor', () => {
    expect(ask('paths', { range }, context).query.sql.match(/FROM events/g)).toHaveLength(1);
  });

  it('is of nobody when no row arrives', () => {
    expect(ask('paths', { range }, context).decode(new Uint8Array())).toMatchObject({
      total: { visits: 0, visitors: 0 },
      nodes: [],
      links: [],
      people: null,
    });
  });

  interface Seen {
    visitor: number;
    at: number;
    name: string;
    session?: number;
    flags?: number;
  }
  /** Rows as the engine sends them. */
  const rowsOf = (...seen: Seen[]) =>
    nativeBytes([
      {
        unit: { type: 'UInt64', values: seen.map(({ visitor }) => BigInt(visitor)) },
        at: { type: 'UInt32', values: seen.map(({ at }) => at) },
        seq: { type: 'UInt32', values: seen.map(() => 0) },
        event_id: { type: 'UInt64', values: seen.map((_, index) => BigInt(index)) },
        flags: { type: 'UInt32', values: seen.map(({ flags = 3 }) => flags) },
        name: { type: 'LowCardinality(String)', values: seen.map(({ name }) => name) },
        session_id: { type: 'UInt64', values: seen.map(({ session = 1 }) => BigInt(session)) },
      },
    ]);

  it('finds the paths of each visitor, session by session, and counts a visitor once', () => {
    const rows = rowsOf(
      { visitor: 1, at: 5, name: '/a' },
      { visitor: 2, at: 9, name: '/a' },
      { visitor: 1, at: 1, name: '/' },
      { visitor: 1, at: 90_000_000, name: '/', session: 2 },
      { visitor: 1, at: 90_000_005, name: '/', session: 2 },
    );
    const { total, nodes, links } = ask('paths', { range }, context).decode(rows);
    expect(total).toEqual({ visits: 3, visitors: 2 });
    expect(nodes).toMatchObject([
      { step: 0, name: '/', visits: 2, visitors: 1, dropOffs: { visits: 1, visitors: 1 }, open: { visits: 0 } },
      { step: 0, name: '/a', visits: 1, visitors: 1, dropOffs: { visits: 1, visitors: 1 } },
      { step: 1, name: '/a', visits: 1, visitors: 1, dropOffs: { visits: 1, visitors: 1 } },
    ]);
    expect(links).toEqual([{ source: 0, target: 2, visits: 1, visitors: 1 }]);
  });

  it('lists the visitors of a node in the order of their ids, page by page', () => {
    const rows = rowsOf({ visitor: 9, at: 0, name: '/' }, { visitor: 7, at: 0, name: '/' });
    const people = { step: 0, node: '/', limit: 1 };
    expect(ask('paths', { range, people }, context).decode(rows).people).toEqual({
      count: 2,
      visitorIds: ['0000000000000007'],
      nextAfter: '0000000000000007',
    });
  });

  it.each([
    [{ people: { step: -1, node: '/' } }, 'people.step'],
    [{ people: { step: 5, node: '/' } }, 'people.step'],
    [{ people: { step: 4, node: '/', outcome: 'dropped_off' as const } }, 'people.step'],
    [{ people: { step: 0, node: '/', next: '/a', outcome: 'open' as const } }, 'people.outcome'],
    [{ direction: 'before' as const, people: { step: 1, node: '/' } }, 'people.step'],
  ])('refuses people that no node, link or drop-off holds: %j', (more, path) => {
    expect(refusal(more)).toMatchObject({ code: 'unfit_people', path });
  });

  it('names the node that is not known', () => {
    expect(refusal({ nodes: [{ kind: 'page_vew' }] })).toMatchObject({ code: 'unknown_kind', path: 'nodes.0.kind' });
    expect(refusal({ anchor: [{ kind: 'page_vew' }] })).toMatchObject({ code: 'unknown_kind', path: 'anchor.0.kind' });
  });
});
