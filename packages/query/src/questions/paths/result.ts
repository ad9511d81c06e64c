import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** Paths, and the different visitors whose paths they are: a visitor of several sessions has several. */
export interface PathCount {
  /** Paths: one for each session or visitor that has the anchor. */
  visits: number;
  /** Different visitors: those of several nodes do not add up to those of the step. */
  visitors: number;
}

/**
 * One node of one step. Its visits are those of its links away from the anchor + `dropOffs` + `open`; at the farthest step asked for
 * nothing is known of what lies beyond, and all three are 0.
 */
export interface PathNode extends PathCount {
  /** 0 is the anchor; 1, 2 … are after it, −1, −2 … before it. */
  step: number;
  /** The path of a page view, "kind" or "kind:object" of another event; null for "other". */
  name: string | null;
  /** True for the node of all names beyond the limit. */
  isOther: boolean;
  /** Paths that end here (`after`), or begin here (`before`). */
  dropOffs: PathCount;
  /** Paths that end here so far: their window runs, and their session is not idle for 30 minutes. Always 0 before the anchor. */
  open: PathCount;
}

/** Visits that went from one node to one of the next step. */
export interface PathLink extends PathCount {
  /** Index in `nodes` of the earlier node. */
  source: number;
  /** Index in `nodes` of the later node. */
  target: number;
}

/** The answer to paths: what a Sankey diagram is drawn of. */
export interface PathsResult {
  range: Span;
  windowMs: number;
  unit: 'session' | 'visitor';
  direction: 'after' | 'before';
  /** All paths: the sum of the nodes of step 0. */
  total: PathCount;
  /** From the anchor on step by step; in a step the most frequent first, "other" last. */
  nodes: PathNode[];
  /** In the order of the nodes nearer to the anchor, then of the farther ones. */
  links: PathLink[];
  /** The visitors of a node, link or drop-off; null when none was asked for. */
  people: People | null;
}
