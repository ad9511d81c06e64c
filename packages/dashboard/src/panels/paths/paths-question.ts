import type { EventReference, Filter, PathsDefinitionInput } from '@telltale/query';
import { isEventReference } from '../../builder/event-reference.ts';
import { ownChoice, ownValues } from '../../state/own.ts';
import type { DayRange } from '../../state/range.ts';

/** What follows the anchor, or what led to it. */
export const directions = ['after', 'before'] as const;

/** How many steps can be chosen. */
export const stepCounts = ['2', '3', '4', '5', '6'] as const;

/** Whose path one is. */
export const units = ['session', 'visitor'] as const;

/** What the steps are: pages, or pages and what is done on them. */
export const nodeKinds = ['pages', 'events'] as const;

// What people do on purpose; how fast a page was is no step of theirs.
const ACTIONS = [
  'page_view',
  'site_search',
  'cart_add',
  'checkout_step',
  'purchase',
  'survey_answer',
  'file_download',
  'outbound_click',
  'custom',
];

/** More would leave no room for their names. */
const NODES = 7;

/** What the panel's part of the address chooses. */
export interface PathsChoice {
  direction: (typeof directions)[number];
  steps: (typeof stepCounts)[number];
  unit: (typeof units)[number];
  nodes: (typeof nodeKinds)[number];
  /** Undefined: wherever they begin or end. */
  anchor: EventReference | undefined;
}

/** Reads the panel's part of the address: three pages from wherever a session begins, if it says nothing. */
export const readChoice = (): PathsChoice => {
  const { anchor } = ownValues();
  return {
    direction: ownChoice('direction', directions, 'after'),
    steps: ownChoice('steps', stepCounts, '3'),
    unit: ownChoice('unit', units, 'session'),
    nodes: ownChoice('nodes', nodeKinds, 'pages'),
    anchor: isEventReference(anchor) ? anchor : undefined,
  };
};

/** The question that a choice asks of some days. */
export const pathsQuestion = (
  { direction, steps, unit, nodes, anchor }: PathsChoice,
  range: DayRange,
  filters: Filter[],
): PathsDefinitionInput => ({
  range,
  direction,
  steps: Number(steps),
  unit,
  nodes: (nodes === 'pages' ? ['page_view'] : ACTIONS).map((kind) => ({ kind })),
  ...(anchor && { anchor: [anchor] }),
  filters,
  limit: NODES,
});
