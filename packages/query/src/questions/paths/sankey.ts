import type { PathCount, PathLink, PathNode } from './result.ts';

/** One path: numbers of its nodes' names, the anchor's first. */
export interface Path {
  names: readonly number[];
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
  /** By the number, within its step, of the node farther from the anchor. */
  links: (Counter | undefined)[];
}

const createCounter = (): Counter => ({ visits: 0, visitors: 0, row: -1 });

const createNode = (name: string | null): Node => ({
  name,
  count: createCounter(),
  dropOffs: createCounter(),
  open: createCounter(),
  links: [],
});

const countOf = ({ visits, visitors }: Counter): PathCount => ({ visits, visitors });

/** The most frequent names of each step, with which a Sankey is made; those of the rest become "other". */
export const createRanking = (steps: number) => {
  /** By step, then by the name's number. */
  const visits = Array.from({ length: steps + 1 }, (): (number | undefined)[] => []);
  return {
    add: (visitors: number, paths: readonly Path[]): void => {
      for (const { names } of paths)
        for (let distance = 0; distance < names.length; distance++) {
          const step = visits[distance];
          const name = names[distance] ?? 0;
          if (step) step[name] = (step[name] ?? 0) + visitors;
        }
    },
    /** Names by step, the most frequent first; `texts` are the names by their numbers. */
    largest: (limit: number, texts: readonly string[]): number[][] => {
      const textOf = (name: number) => texts[name] ?? '';
      return visits.map((step) =>
        step
          .flatMap((count, name) => (count === undefined ? [] : [[name, count] as const]))
          .sort(([a, x], [b, y]) => y - x || (textOf(a) < textOf(b) ? -1 : 1))
          .slice(0, limit)
          .map(([name]) => name),
      );
    },
  };
};

export interface SankeyOptions {
  /** Numbers of the names of each step's nodes, the anchor's first; all others become one node of the step. */
  shown: readonly (readonly number[])[];
  /** The names by their numbers. */
  texts: readonly string[];
  /** −1 when paths lead to the anchor. */
  sign: 1 | -1;
}

/** Counts paths into nodes and links. */
export const createSankey = ({ shown, texts, sign }: SankeyOptions) => {
  /** The nodes of each step, "other" last, and the place among them of each name that is shown. */
  const steps = shown.map((names) => {
    const places: (number | undefined)[] = [];
    names.forEach((name, place) => {
      places[name] = place;
    });
    return { places, nodes: [...names.map((name) => createNode(texts[name] ?? '')), createNode(null)] };
  });
  const farthest = shown.length - 1;
  const total = createCounter();
  let row = -1;

  /** The place of a node among those of its step. */
  const placeOf = (distance: number, name: number): number => {
    const step = steps[distance];
    return step ? (step.places[name] ?? step.nodes.length - 1) : 0;
  };

  const count = (counter: Counter, visitors: number) => {
    counter.visits += visitors;
    if (counter.row === row) return;
    counter.row = row;
    counter.visitors += visitors;
  };

  const countLink = (from: Node, to: number, visitors: number) => {
    const link = from.links[to] ?? createCounter();
    from.links[to] = link;
    count(link, visitors);
  };

  const countPath = (visitors: number, { names, isOpen }: Path) => {
    count(total, visitors);
    let previous: Node | undefined;
    for (let distance = 0; distance < names.length; distance++) {
      const place = placeOf(distance, names[distance] ?? 0);
      const node = steps[distance]?.nodes[place];
      if (!node) break;
      count(node.count, visitors);
      if (previous) countLink(previous, place, visitors);
      previous = node;
    }
    if (previous && names.length <= farthest) count(isOpen ? previous.open : previous.dropOffs, visitors);
  };

  return {
    /** Counts the paths of so many visitors who each have all of them. */
    add: (visitors: number, paths: readonly Path[]): void => {
      row++;
      for (const path of paths) countPath(visitors, path);
    },
    /** The name under which a node is shown; null for "other". */
    shownName: (distance: number, name: number): string | null =>
      steps[distance]?.nodes[placeOf(distance, name)]?.name ?? null,
    figures: (): { total: PathCount; nodes: PathNode[]; links: PathLink[] } => {
      const placed = steps.flatMap(({ nodes }, distance) => nodes.map((node) => ({ node, distance })));
      const met = placed.filter(({ node }) => node.count.visits > 0);
      const indexes = new Map(met.map(({ node }, index) => [node, index]));
      const links = met.flatMap(({ node, distance }, near) =>
        node.links.flatMap((counter, place) => {
          const to = steps[distance + 1]?.nodes[place];
          const far = to && indexes.get(to);
          if (!counter || far === undefined) return [];
          return [
            { ...(sign === 1 ? { source: near, target: far } : { source: far, target: near }), ...countOf(counter) },
          ];
        }),
      );
      const nodes = met.map(({ node, distance }) => ({
        step: sign * distance + 0,
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
