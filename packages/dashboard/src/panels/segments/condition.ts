import type { VisitorCondition } from '@telltale/query';

/** A group of conditions. */
export type Group = Extract<VisitorCondition, { all: unknown } | { any: unknown } | { none: unknown }>;

/** Did an event so often. */
export type Did = Extract<VisitorCondition, { did: unknown }>;

/** Did an event never. */
export type DidNot = Extract<VisitorCondition, { didNot: unknown }>;

/** A measure summed up over a visitor's events. */
export type Aggregated = Extract<VisitorCondition, { aggregate: unknown }>;

/** A customer's trait. */
export type Trait = Extract<VisitorCondition, { trait: unknown }>;

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

/** The conditions that the builder edits. Others, from links or programs, are shown as they stand. */
export const conditionKinds = ['did', 'didNot', 'aggregate', 'trait'] as const;

/** The name of a condition that the builder edits. */
export type ConditionKind = (typeof conditionKinds)[number];

/** Which of the editable conditions it is; undefined when the builder cannot edit it. */
export const conditionKindOf = (condition: VisitorCondition): ConditionKind | undefined =>
  conditionKinds.find((kind) => kind in condition);

const fresh: Record<ConditionKind, VisitorCondition> = {
  did: { did: { kind: 'purchase' } },
  didNot: { didNot: { kind: 'purchase' } },
  aggregate: {
    aggregate: 'sum',
    of: { kind: 'purchase' },
    property: 'value',
    currency: 'EUR',
    compare: { operator: 'at_least', value: 100 },
  },
  trait: { trait: '', operator: 'is', values: [] },
};

/** A new condition of a kind. What it names of the last one, its event and its time, is kept. */
export const changeKind = (condition: VisitorCondition, kind: ConditionKind): VisitorCondition => {
  const during = 'during' in condition && condition.during ? { during: condition.during } : {};
  if (kind === 'did' && 'didNot' in condition) return { did: condition.didNot, ...during };
  if (kind === 'didNot' && 'did' in condition) return { didNot: condition.did, ...during };
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

/** Reads a condition from an address that somebody may have damaged. What is no group is put into one. */
export const readCondition = (own: unknown): Group => {
  if (!isCondition(own) || Object.keys(own).length === 0) return firstCondition;
  const group = groupOf(own);
  return group ? makeGroup(group.mode, group.members) : { all: [own] };
};

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
  return true;
};
