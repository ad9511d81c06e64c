import type { Range, VisitorCondition } from '@telltale/query';

/** A group of conditions. */
export type Group = Extract<VisitorCondition, { all: unknown } | { any: unknown } | { none: unknown }>;

/** The condition that has such a key. */
export type ConditionOf<Key extends string> = Extract<VisitorCondition, Record<Key, unknown>>;

/** How many of a group's conditions must hold. */
export const groupModes = ['all', 'any', 'none'] as const;

/** How many of a group's conditions must hold. */
export type GroupMode = (typeof groupModes)[number];

/** The group's mode and members; undefined for a condition that is no group. */
export const groupOf = (condition: VisitorCondition): { mode: GroupMode; members: VisitorCondition[] } | undefined => {
  if ('all' in condition) return { mode: 'all', members: condition.all };
  if ('any' in condition) return { mode: 'any', members: condition.any };
  if ('none' in condition) return { mode: 'none', members: condition.none };
  return undefined;
};

/** A group of a mode. */
export const makeGroup = (mode: GroupMode, members: VisitorCondition[]): Group => {
  if (mode === 'all') return { all: members };
  return mode === 'any' ? { any: members } : { none: members };
};

/** A segment to begin with: who bought. */
export const firstCondition: Group = { all: [{ did: { kind: 'purchase' } }] };

/** The conditions that the builder edits. Others, from later versions, are shown as they stand. */
export const conditionKinds = [
  'did',
  'didNot',
  'firstTime',
  'lastTime',
  'sequence',
  'aggregate',
  'visits',
  'touch',
  'buyer',
  'rfm',
  'funnel',
  'trait',
  'segment',
] as const;

/** The name of a condition that the builder edits. */
export type ConditionKind = (typeof conditionKinds)[number];

/** Which of the editable conditions it is; undefined when the builder cannot edit it. */
export const conditionKindOf = (condition: VisitorCondition): ConditionKind | undefined =>
  conditionKinds.find((kind) => kind in condition);

/** The days that a condition is about which must name some. */
export const firstDuring: Range = { last: 30, unit: 'day' };

const fresh: Record<ConditionKind, VisitorCondition> = {
  did: { did: { kind: 'purchase' } },
  didNot: { didNot: { kind: 'purchase' } },
  firstTime: { firstTime: { kind: 'purchase' }, during: firstDuring },
  lastTime: { lastTime: { kind: 'purchase' }, during: firstDuring },
  sequence: {
    sequence: [{ kind: 'page_view' }, { kind: 'purchase' }],
    within: { amount: 1, unit: 'day' },
  },
  aggregate: {
    aggregate: 'sum',
    of: { kind: 'purchase' },
    property: 'value',
    currency: 'EUR',
    compare: { operator: 'at_least', value: 100 },
  },
  visits: { visits: 'new', during: firstDuring },
  touch: { touch: 'first', filters: [{ property: 'channel', operator: 'is', values: ['search'] }] },
  buyer: { buyer: 'one_off', of: { kind: 'purchase' } },
  rfm: { rfm: { kind: 'purchase' }, property: 'value', currency: 'EUR', monetary: [5] },
  funnel: {
    funnel: {
      range: firstDuring,
      steps: ['page_view', 'checkout_step', 'purchase'].map((kind) => ({ events: [{ kind }] })),
    },
    outcome: 'dropped',
  },
  trait: { trait: '', operator: 'is', values: [] },
  segment: { segment: '' },
};

const eventOf = (condition: VisitorCondition) => {
  if ('did' in condition) return condition.did;
  if ('didNot' in condition) return condition.didNot;
  if ('firstTime' in condition) return condition.firstTime;
  return 'lastTime' in condition ? condition.lastTime : undefined;
};

/** A new condition of a kind. What it names of the last one, its event and its time, is kept. */
export const changeKind = (condition: VisitorCondition, kind: ConditionKind): VisitorCondition => {
  const during = 'during' in condition ? condition.during : undefined;
  const event = eventOf(condition);
  if (!event) return fresh[kind];
  if (kind === 'did') return { did: event, ...(during && { during }) };
  if (kind === 'didNot') return { didNot: event, ...(during && { during }) };
  if (kind === 'firstTime') return { firstTime: event, during: during ?? firstDuring };
  if (kind === 'lastTime') return { lastTime: event, during: during ?? firstDuring };
  return fresh[kind];
};

const isCondition = (value: unknown): value is VisitorCondition => {
  if (typeof value !== 'object' || value === null) return false;
  for (const mode of groupModes) {
    if (mode in value) {
      const members: unknown = (value as Record<string, unknown>)[mode];
      return Array.isArray(members) && members.every(isCondition);
    }
  }
  return true;
};

/** What stands in the panel's own part of the address beside the condition. */
const beside: ReadonlySet<string> = new Set(['view', 'saved', 'other', 'interval']);

/** Reads a condition from an address that somebody may have damaged. What is no group is put into one. */
export const readCondition = (own: unknown): Group => {
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return firstCondition;
  const condition = Object.fromEntries(Object.entries(own).filter(([name]) => !beside.has(name)));
  if (Object.keys(condition).length === 0 || !isCondition(condition)) return firstCondition;
  const group = groupOf(condition);
  return group ? makeGroup(group.mode, group.members) : { all: [condition] };
};

/** The panel's own values for the address with another group: of the modes only its own stands there. */
export const ownWith = (group: Group, own: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(own).filter(([name]) => beside.has(name))),
  ...group,
});

const isWholeFrom = (value: number, least: number) => Number.isInteger(value) && value >= least;

/** True when nothing in it is still to be filled in: an unfinished condition is not asked. */
export const isComplete = (condition: VisitorCondition): boolean => {
  const group = groupOf(condition);
  if (group) return group.members.length > 0 && group.members.every(isComplete);
  if ('trait' in condition) {
    const { trait, operator, values = [] } = condition;
    return trait !== '' && (operator === 'is_set' || operator === 'is_not_set' || values.length > 0);
  }
  if ('did' in condition && condition.times) return Number.isFinite(Number(condition.times.value));
  if ('aggregate' in condition) return condition.property !== '' && Number.isFinite(Number(condition.compare.value));
  if ('segment' in condition) return condition.segment !== '';
  if ('touch' in condition) return condition.filters.length > 0;
  if ('sequence' in condition) return isWholeFrom(condition.within.amount, 1);
  if ('buyer' in condition) return isWholeFrom(condition.regularFrom ?? 4, 3);
  if ('rfm' in condition) {
    const { recency, frequency, monetary } = condition;
    return [recency, frequency, monetary].some((quintiles) => quintiles && quintiles.length > 0);
  }
  if ('funnel' in condition) return isWholeFrom(condition.funnel.conversionWindow?.amount ?? 1, 1);
  return true;
};
