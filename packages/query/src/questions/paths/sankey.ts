import type { PathCount, PathLink, PathNode } from './result.ts';

/** One path: names of nodes, the anchor's first. */
export interface Path {
  names: readonly string[];
  isOpen: boolean;
}

/** Counts paths and their visitors, the visitors of one row once. */
interface Counter extends PathCount {
  /** The row that was counted last. */
  row: number;
}

interface Node {
  name: string | null;
  count: Counter;
  dropOffs: Counter;
  open: Counter;
  /** By the node farther from the anchor. */
  links: Map<Node, Counter>;
}

const createCounter = (): Counter => ({ visits: 0, visitors: 0, row: -1 });

const createNode = (name: string | null): Node => ({
  name,
  count: createCounter(),
  dropOffs: createCounter(),
  open: createCounter(),
  links: new Map(),
});

const countOf = ({ visits, visitors }: Counter): PathCount => ({ visits, visitors });

/** The most frequent names of each step, with which a Sankey is made; those of the rest become "other". */
export const createRanking = (steps: number) => {
  const visits = Array.from({ length: steps + 1 }, () => new Map<string, number>());
  return {
    add: (visitors: number, paths: readonly Path[]): void => {
      for (const { names } of paths)
        names.forEach((name, distance) => {
          const step = visits[distance];
          step?.set(name, (step.get(name) ?? 0) + visitors);
        });
    },
    /** Names by step, the most frequent first. */
    largest: (limit: number): string[][] =>
      visits.map((step) =>
        [...step]
          .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
          .slice(0, limit)
          .map(([name]) => name),
      ),
  };
};

/**
 * Counts paths into nodes and links. `shown` are the names of each step's nodes, the anchor's first; all others become one node
 * of the step. `sign` is −1 when paths lead to the anchor.
 */
export const createSankey = (shown: readonly (readonly string[])[], sign: 1 | -1) => {
  const steps = shown.map((names) => ({
    byName: new Map(names.map((name) => [name, createNode(name)])),
    other: createNode(null),
  }));
  const farthest = shown.length - 1;
  const total = createCounter();
  let row = -1;

  const nodeAt = (distance: number, name: string): Node | undefined =>
    steps[distance]?.byName.get(name) ?? steps[distance]?.other;

  const count = (counter: Counter, visitors: number) => {
    counter.visits += visitors;
    if (counter.row === row) return;
    counter.row = row;
    counter.visitors += visitors;
  };

  const countLink = (from: Node, to: Node, visitors: number) => {
    const link = from.links.get(to) ?? createCounter();
    from.links.set(to, link);
    count(link, visitors);
  };

  return {
    /** Counts the paths of so many visitors who each have all of them. */
    add: (visitors: number, paths: readonly Path[]): void => {
      row++;
      for (const { names, isOpen } of paths) {
        count(total, visitors);
        let previous: Node | undefined;
        names.forEach((name, distance) => {
          const node = nodeAt(distance, name);
          if (!node) return;
          count(node.count, visitors);
          if (previous) countLink(previous, node, visitors);
          previous = node;
        });
        if (previous && names.length <= farthest) count(isOpen ? previous.open : previous.dropOffs, visitors);
      }
    },
    /** The name under which a node is shown; null for "other". */
    shownName: (distance: number, name: string): string | null => nodeAt(distance, name)?.name ?? null,
    figures: (): { total: PathCount; nodes: PathNode[]; links: PathLink[] } => {
      const placed = steps.flatMap(({ byName, other }, distance) =>
        [...byName.values(), other].map((node) => ({ node, step: sign * distance + 0 })),
      );
      const met = placed.filter(({ node }) => node.count.visits > 0);
      const places = new Map(met.map(({ node }, index) => [node, index]));
      const links = met.flatMap(({ node }, near) =>
        [...node.links]
          .map(([to, counter]) => ({ far: places.get(to) ?? near, counter }))
          .sort((a, b) => a.far - b.far)
          .map(({ far, counter }) => ({
            ...(sign === 1 ? { source: near, target: far } : { source: far, target: near }),
            ...countOf(counter),
          })),
      );
      const nodes = met.map(({ node, step }) => ({
        step,
        name: node.name,
        isOther: node.name === null,
        ...countOf(node.count),
        dropOffs: countOf(node.dropOffs),
        open: countOf(node.open),
      }));
      return { total: countOf(total), nodes, links };
    },
  };
};
