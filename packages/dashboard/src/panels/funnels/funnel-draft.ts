import type { EventReference, FunnelDefinitionInput } from '@telltale/query';
import { isEventReference } from '../../builder/event-reference.ts';
import type { DayRange } from '../../state/range.ts';

/** What the builder edits: the funnel without the days. It stands in the address, so that a link carries it. */
export interface FunnelDraft {
  /** Of each step the events of which any one fills it. */
  steps: readonly (readonly EventReference[])[];
  windowAmount: number;
  windowUnit: 'minute' | 'hour' | 'day' | 'week';
  order: 'ordered' | 'strict' | 'any_order';
  unit: 'visitor' | 'session';
  /** A property's name; empty for no breakdown. */
  breakdown: string;
}

/** A funnel to begin with: who came, who began a checkout, who bought. */
export const firstDraft: FunnelDraft = {
  steps: [[{ kind: 'page_view' }], [{ kind: 'checkout_step' }], [{ kind: 'purchase' }]],
  windowAmount: 14,
  windowUnit: 'day',
  order: 'ordered',
  unit: 'visitor',
  breakdown: '',
};

const windowUnits = ['minute', 'hour', 'day', 'week'] as const;
const orders = ['ordered', 'strict', 'any_order'] as const;
const units = ['visitor', 'session'] as const;

const isSteps = (value: unknown): value is FunnelDraft['steps'] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((step) => Array.isArray(step) && step.length > 0 && step.every(isEventReference));

/** JSON has no NaN: an emptied field comes back as null. */
const readAmount = (value: unknown): number => {
  if (value === null) return Number.NaN;
  return typeof value === 'number' ? value : firstDraft.windowAmount;
};

/** Reads a draft from an address that somebody may have damaged; what is not usable is that of the first draft. */
export const readDraft = (own: unknown): FunnelDraft => {
  if (typeof own !== 'object' || own === null) return firstDraft;
  const given: Record<string, unknown> = { ...own };
  return {
    steps: isSteps(given.steps) ? given.steps : firstDraft.steps,
    windowAmount: readAmount(given.windowAmount),
    windowUnit: windowUnits.find((unit) => unit === given.windowUnit) ?? firstDraft.windowUnit,
    order: orders.find((order) => order === given.order) ?? firstDraft.order,
    unit: units.find((unit) => unit === given.unit) ?? firstDraft.unit,
    breakdown: typeof given.breakdown === 'string' ? given.breakdown : firstDraft.breakdown,
  };
};

const MAX_WINDOW_MINUTES = 366 * 24 * 60;
const minutes = { minute: 1, hour: 60, day: 1440, week: 10_080 } as const;

/** True for a window that the question takes. */
export const isWindowUsable = ({ windowAmount, windowUnit }: FunnelDraft): boolean =>
  Number.isInteger(windowAmount) && windowAmount >= 1 && windowAmount * minutes[windowUnit] <= MAX_WINDOW_MINUTES;

/** The question that a draft asks of some days; undefined while it cannot be asked. */
export const funnelQuestion = (draft: FunnelDraft, range: DayRange): FunnelDefinitionInput | undefined => {
  if (draft.steps.length < 2 || !isWindowUsable(draft)) return undefined;
  return {
    range,
    steps: draft.steps.map((events) => ({ events: [...events] })),
    conversionWindow: { amount: draft.windowAmount, unit: draft.windowUnit },
    order: draft.order,
    unit: draft.unit,
    ...(draft.breakdown && { breakdown: { property: draft.breakdown } }),
  };
};

/** The list with one entry moved. */
export const moved = <Entry>(list: readonly Entry[], from: number, to: number): Entry[] => {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
};
