/** A node of a Sankey diagram: the column it stands in, counted from 0, and how much goes through it. */
export interface SankeyNode {
  column: number;
  value: number;
}

/** What goes from one node to one of a later column; indexes in the list of nodes. */
export interface SankeyLink {
  source: number;
  target: number;
  value: number;
}

/** Where a node stands down its column, in pixels. */
export interface PlacedNode {
  topPx: number;
  heightPx: number;
}

/** Where a link leaves and arrives: the middle of its band at either end, in pixels. */
export interface PlacedLink {
  sourcePx: number;
  targetPx: number;
  thicknessPx: number;
}

interface SankeyRoom {
  heightPx: number;
  /** Between neighbours in a column: room for their labels. */
  gapPx: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Places nodes and links down the columns. Nodes keep the order in which they come; all columns share one scale, the largest
 * that lets the fullest one fit. A node's links leave it from the top, in the order of the nodes they lead to, so that no two
 * cross without need; what ends at a node is the rest of it below them.
 */
export const layOutSankey = (
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  { heightPx, gapPx }: SankeyRoom,
): { nodes: PlacedNode[]; links: PlacedLink[] } => {
  const columns = new Map<number, number[]>();
  nodes.forEach(({ column }, index) => {
    columns.set(column, [...(columns.get(column) ?? []), index]);
  });
  const sizeOf = (index: number) => nodes[index]?.value ?? 0;
  const scales = [...columns.values()]
    .map((column) => (heightPx - gapPx * (column.length - 1)) / sum(column.map(sizeOf)))
    .filter((scale) => Number.isFinite(scale) && scale > 0);
  const scale = scales.length > 0 ? Math.min(...scales) : 0;

  const placed: PlacedNode[] = nodes.map(({ value }) => ({ topPx: 0, heightPx: value * scale }));
  for (const column of columns.values()) {
    let topPx = 0;
    for (const index of column) {
      const node = placed[index];
      if (!node) continue;
      node.topPx = topPx;
      topPx += node.heightPx + gapPx;
    }
  }

  const topOf = (index: number) => placed[index]?.topPx ?? 0;
  const stack = (side: 'source' | 'target'): Map<number, number> => {
    const other = side === 'source' ? 'target' : 'source';
    const filledPx = new Map<number, number>();
    const middles = new Map<number, number>();
    const order = links
      .map((_, index) => index)
      .sort((a, b) => topOf(links[a]?.[other] ?? 0) - topOf(links[b]?.[other] ?? 0));
    for (const index of order) {
      const link = links[index];
      if (!link) continue;
      const before = filledPx.get(link[side]) ?? 0;
      const thicknessPx = link.value * scale;
      middles.set(index, topOf(link[side]) + before + thicknessPx / 2);
      filledPx.set(link[side], before + thicknessPx);
    }
    return middles;
  };
  const leaving = stack('source');
  const arriving = stack('target');
  return {
    nodes: placed,
    links: links.map(({ value }, index) => ({
      sourcePx: leaving.get(index) ?? 0,
      targetPx: arriving.get(index) ?? 0,
      thicknessPx: value * scale,
    })),
  };
};
