import type { Path } from './path-list.ts';
import type { PathCount, PathLink, PathNode } from './result.ts';

/** Counts paths and their visitors, a visitor once. */
interface Counter extends PathCount {
  /** The visitor that was counted last. */
  last: number;
}

interface Node {
  name: string | null;
  count: Counter;
  dropOffs: Counter;
  open: Counter;
  /** By the number, within its step, of the node farther from the anchor. */
  links: (Counter | undefined)[];
}

const createCounter = (): Counter => ({ visits: 0, visitors: 0, last: -1 });

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
    add: (paths: readonly Path[]): void => {
      for (const { names, begin, end } of paths)
        for (let at = begin; at < end; at++) {
          const step = visits[at - begin];
          const name = names[at] ?? 0;
          if (step) step[name] = (step[name] ?? 0) + 1;
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
  /** Visitors are numbered as they come. */
  let visitor = -1;

  /** The place of a node among those of its step. */
  const placeOf = (distance: number, name: number): number => {
    const step = steps[distance];
    return step ? (step.places[name] ?? step.nodes.length - 1) : 0;
  };

  const count = (counter: Counter) => {
    counter.visits++;
    if (counter.last === visitor) return;
    counter.last = visitor;
    counter.visitors++;
  };

  const countLink = (from: Node, to: number) => {
    const link = from.links[to] ?? createCounter();
    from.links[to] = link;
    count(link);
  };

  const countPath = ({ names, begin, end, isOpen }: Path) => {
    count(total);
    let previous: Node | undefined;
    for (let at = begin; at < end; at++) {
      const place = placeOf(at - begin, names[at] ?? 0);
      const node = steps[at - begin]?.nodes[place];
      if (!node) break;
      count(node.count);
      if (previous) countLink(previous, place);
      previous = node;
    }
    if (previous && end - begin <= farthest) count(isOpen ? previous.open : previous.dropOffs);
  };

  return {
    /** Counts all paths of a visitor. */
    add: (paths: readonly Path[]): void => {
      visitor++;
      for (const path of paths) countPath(path);
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
