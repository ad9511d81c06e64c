import { createIdNumbers } from '../../sql/id-numbers.ts';
import type { Path } from './sankey.ts';

/** Counts equal paths: a tree, in which a path is the way from the root. */
export const createPathCounts = () => {
  // The root is a child of itself, by no name; so nodes are numbered in the order in which they are made.
  const nodes = createIdNumbers();
  const ROOT = nodes.numberOf(0, 0);
  const parents = [ROOT];
  const names = [0];
  /** Visitors whose path ends at a node, and those whose path may go on from there. */
  const counts: [ended: number[], open: number[]] = [[0], [0]];

  const childOf = (parent: number, name: number): number => {
    const child = nodes.numberOf(parent, name + 1);
    if (child < parents.length) return child;
    parents.push(parent);
    names.push(name);
    for (const counted of counts) counted.push(0);
    return child;
  };

  return {
    add: (path: readonly number[], isOpen: boolean): void => {
      let node = ROOT;
      for (const name of path) node = childOf(node, name);
      const counted = counts[isOpen ? 1 : 0];
      counted[node] = (counted[node] ?? 0) + 1;
    },
    /** The path is reused after the call. */
    each: (visit: (visitors: number, path: Path) => void): void => {
      const way: number[] = [];
      for (let node = 0; node < parents.length; node++) {
        way.length = 0;
        for (let at = node; at !== ROOT; at = parents[at] ?? ROOT) way.push(names[at] ?? 0);
        way.reverse();
        for (const isOpen of [false, true]) {
          const visitors = counts[isOpen ? 1 : 0][node] ?? 0;
          if (visitors > 0) visit(visitors, { names: way, isOpen });
        }
      }
    },
  };
};
