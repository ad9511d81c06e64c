import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutSankey } from './sankey-layout.ts';

const room = { heightPx: 300, gapPx: 10 };

describe('a Sankey layout', () => {
  it('gives all columns one scale, and the fullest one the whole height', () => {
    const { nodes } = layOutSankey(
      [
        { column: 0, value: 58 },
        { column: 1, value: 20 },
        { column: 1, value: 9 },
      ],
      [],
      room,
    );
    expect(nodes[0]).toEqual({ topPx: 0, heightPx: 300 });
    expect(nodes[1]?.heightPx).toBeCloseTo((20 / 58) * 300);
    expect(nodes[2]?.topPx).toBeCloseTo((20 / 58) * 300 + 10);
  });

  it('lets links leave in the order of the nodes they lead to, whatever order they come in', () => {
    const { links } = layOutSankey(
      [
        { column: 0, value: 10 },
        { column: 1, value: 4 },
        { column: 1, value: 6 },
      ],
      [
        { source: 0, target: 2, value: 6 },
        { source: 0, target: 1, value: 4 },
      ],
      { heightPx: 100, gapPx: 0 },
    );
    expect(links).toEqual([
      { sourcePx: 70, targetPx: 70, thicknessPx: 60 },
      { sourcePx: 20, targetPx: 20, thicknessPx: 40 },
    ]);
  });

  it('keeps every node and every link inside its place, however many there are', () => {
    const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const nodes = [
          ...first.map((value) => ({ column: 0, value })),
          ...second.map((value) => ({ column: 1, value })),
        ];
        // Each node of the second column is reached from one of the first that is large enough, if there is one.
        const links = second.flatMap((value, index) => {
          const source = first.findIndex((size) => size >= value);
          return source < 0 ? [] : [{ source, target: first.length + index, value: Math.min(value, 1) }];
        });
        const placed = layOutSankey(nodes, links, room);
        for (const { topPx, heightPx } of placed.nodes) {
          expect(topPx).toBeGreaterThanOrEqual(0);
          expect(topPx + heightPx).toBeLessThanOrEqual(room.heightPx + 1e-6);
        }
        for (const { sourcePx, targetPx } of placed.links) {
          expect(sourcePx).toBeLessThanOrEqual(room.heightPx);
          expect(targetPx).toBeLessThanOrEqual(room.heightPx);
        }
      }),
    );
  });

  it('draws nothing of nothing', () => {
    expect(layOutSankey([], [], room)).toEqual({ nodes: [], links: [] });
    expect(layOutSankey([{ column: 0, value: 0 }], [], room).nodes).toEqual([{ topPx: 0, heightPx: 0 }]);
  });
});
