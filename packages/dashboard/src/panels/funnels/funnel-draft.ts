import type { EventReference, FunnelDefinitionInput } from '@telltale/query';
import { isEventReference } from '../../builder/event-reference.ts';
import type { DayRange } from '../../state/range.ts';

/** One step as it is edited. */
export interface DraftStep {
  /** Any one of them fills the step. */
  events: readonly EventReference[];
  /** Counted when done, but not needed. */
  isOptional: boolean;
}

/** Events that must not happen between two steps, counted from 1. */
export interface DraftExclusion {
  events: readonly EventReference[];
  from: number;
  to: number;
}

/** What the builder edits: the funnel without the days. It stands in the address, so that a link carries it. */
export interface FunnelDraft {
  steps: readonly DraftStep[];
  windowAmount: number;
  windowUnit: 'minute' | 'hour' | 'day' | 'week';
  order: 'ordered' | 'strict' | 'any_order';
  unit: 'visitor' | 'session' | 'customer';
  /** A property that all events of an attempt have the same value of; empty for none. */
  constant: string;
  /** A property's name; empty for no breakdown. */
  breakdown: string;
  /** Which event tells the breakdown's value: that of the first or last step done, or of a step, counted from 1. */
  attribution: 'first_touch' | 'last_touch' | number;
  exclusions: readonly DraftExclusion[];
}

const stepOf = (kind: string): DraftStep => ({ events: [{ kind }], isOptional: false });

/** A funnel to begin with: who came, who began a checkout, who bought. */
export const firstDraft: FunnelDraft = {
  steps: ['page_view', 'checkout_step', 'purchase'].map(stepOf),
  windowAmount: 14,
  windowUnit: 'day',
  order: 'ordered',
  unit: 'visitor',
  constant: '',
  breakdown: '',
  attribution: 'first_touch',
  exclusions: [],
};

const windowUnits = ['minute', 'hour', 'day', 'week'] as const;
const orders = ['ordered', 'strict', 'any_order'] as const;
const units = ['visitor', 'session', 'customer'] as const;
const touches = ['first_touch', 'last_touch'] as const;

const isEvents = (value: unknown): value is EventReference[] =>
  Array.isArray(value) && value.length > 0 && value.every(isEventReference);

/** A link may hold a step as its bare events. */
const readStep = (value: unknown): DraftStep | undefined => {
  if (isEvents(value)) return { events: value, isOptional: false };
  if (typeof value !== 'object' || value === null || !('events' in value) || !isEvents(value.events)) return undefined;
  return { events: value.events, isOptional: 'isOptional' in value && value.isOptional === true };
};

const readSteps = (value: unknown): readonly DraftStep[] => {
  const steps = Array.isArray(value) ? value.map(readStep) : [];
  const read = steps.filter((step) => step !== undefined);
  return read.length > 0 && read.length === steps.length ? read : firstDraft.steps;
};

const isExclusion = (value: unknown): value is DraftExclusion =>
  typeof value === 'object' &&
  value !== null &&
  'events' in value &&
  isEvents(value.events) &&
  'from' in value &&
  typeof value.from === 'number' &&
  'to' in value &&
  typeof value.to === 'number';

/** JSON has no NaN: an emptied field comes back as null. */
const readAmount = (value: unknown): number => {
  if (value === null) return Number.NaN;
  return typeof value === 'number' ? value : firstDraft.windowAmount;
};

const readText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a draft from an address that somebody may have damaged; what is not usable is that of the first draft. */
export const readDraft = (own: unknown): FunnelDraft => {
  if (typeof own !== 'object' || own === null) return firstDraft;
  const given: Record<string, unknown> = { ...own };
  return {
    steps: readSteps(given.steps),
    windowAmount: readAmount(given.windowAmount),
    windowUnit: windowUnits.find((unit) => unit === given.windowUnit) ?? firstDraft.windowUnit,
    order: orders.find((order) => order === given.order) ?? firstDraft.order,
    unit: units.find((unit) => unit === given.unit) ?? firstDraft.unit,
    constant: readText(given.constant),
    breakdown: readText(given.breakdown),
    attribution:
      typeof given.attribution === 'number'
        ? given.attribution
        : (touches.find((touch) => touch === given.attribution) ?? firstDraft.attribution),
    exclusions: Array.isArray(given.exclusions) ? given.exclusions.filter(isExclusion) : [],
  };
};

const MAX_WINDOW_MINUTES = 366 * 24 * 60;
const minutes = { minute: 1, hour: 60, day: 1440, week: 10_080 } as const;

/** True for a window that the question takes. */
export const isWindowUsable = ({ windowAmount, windowUnit }: FunnelDraft): boolean =>
  Number.isInteger(windowAmount) && windowAmount >= 1 && windowAmount * minutes[windowUnit] <= MAX_WINDOW_MINUTES;

/** True where a step can be skipped: only in order, and neither the entry nor the conversion. */
export const canBeOptional = ({ steps, order }: FunnelDraft, index: number): boolean =>
  order === 'ordered' && index > 0 && index < steps.length - 1;

/** The steps that cannot be skipped, counted from 1: between them something can be forbidden, and at them people stop. */
export const neededSteps = (draft: FunnelDraft): number[] =>
  draft.steps.flatMap(({ isOptional }, index) => (isOptional && canBeOptional(draft, index) ? [] : [index + 1]));

/** The draft with other steps; what named a step that is gone, or that can be skipped now, goes with it. */
export const withSteps = (draft: FunnelDraft, steps: readonly DraftStep[]): FunnelDraft => {
  const changed = { ...draft, steps };
  const needed = neededSteps(changed);
  const { attribution } = draft;
  return {
    ...changed,
    attribution: typeof attribution === 'number' && attribution > steps.length ? 'first_touch' : attribution,
    exclusions: draft.exclusions.filter(({ from, to }) => needed.includes(from) && needed.includes(to) && from < to),
  };
};

/** The question that a draft asks of some days; undefined while it cannot be asked. */
export const funnelQuestion = (draft: FunnelDraft, range: DayRange): FunnelDefinitionInput | undefined => {
  if (draft.steps.length < 2 || !isWindowUsable(draft)) return undefined;
  const { attribution } = draft;
  return {
    range,
    steps: draft.steps.map(({ events, isOptional }, index) => ({
      events: [...events],
      ...(isOptional && canBeOptional(draft, index) && { isOptional }),
    })),
    conversionWindow: { amount: draft.windowAmount, unit: draft.windowUnit },
    order: draft.order,
    unit: draft.unit,
    ...(draft.constant && { constant: draft.constant }),
    ...(draft.exclusions.length > 0 &&
      draft.order !== 'any_order' && {
        exclusions: draft.exclusions.map(({ events, from, to }) => ({ events: [...events], from, to })),
      }),
    ...(draft.breakdown && {
      breakdown: {
        property: draft.breakdown,
        ...(attribution !== 'first_touch' && {
          attribution: typeof attribution === 'number' ? { step: attribution } : attribution,
        }),
      },
    }),
  };
};

/** The list with one entry moved. */
export const moved = <Entry>(list: readonly Entry[], from: number, to: number): Entry[] => {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
};
