import { Refusal } from '../lib/refusal.ts';
import type { Experiment, ExperimentSettings, ExperimentState } from './experiment.ts';

/** From which state one may come into each. */
const comesFrom: Readonly<Record<ExperimentState, readonly ExperimentState[]>> = {
  draft: [],
  running: ['draft', 'stopped'],
  stopped: ['running'],
  archived: ['stopped', 'draft'],
};

/** What is decided when an experiment is archived. */
export type Decision = { variant: string | null; reason: string };

interface StateChange {
  state: ExperimentState;
  decision: Decision | undefined;
  nowMs: number;
}

const refuse = (code: string, path: string, message: string) => new Refusal(409, code, message, { path });

/** Weights change with every period; more would be no experiment any more. */
const MOST_PERIODS = 51;

const weightsOf = ({ variants }: Pick<Experiment, 'variants'>) => variants.map(({ weight }) => weight);

const withWeights = (experiment: Experiment, nowMs: number): Experiment => {
  const weights = weightsOf(experiment);
  const { weightHistory } = experiment;
  if (JSON.stringify(weightHistory.at(-1)?.weights) === JSON.stringify(weights)) return experiment;
  if (weightHistory.length >= MOST_PERIODS)
    throw refuse(
      'too_many_weights',
      'variants',
      `The weights were changed ${MOST_PERIODS - 1} times: that is the most.`,
    );
  return { ...experiment, weightHistory: [...weightHistory, { at: nowMs, weights }] };
};

/** @throws Refusal 409 when it could not run beside the others */
export const checkRunnable = (experiment: Experiment, running: readonly Experiment[], nowMs: number): void => {
  if (!experiment.variants.some(({ weight }) => weight > 0))
    throw refuse(
      'no_weight',
      'variants',
      'All weights are 0, so nobody would see a variant: give one a weight above 0.',
    );
  if (experiment.endAt !== null && experiment.endAt <= Math.max(nowMs, experiment.startAt ?? 0))
    throw refuse('ends_before', 'endAt', 'It ends before it begins: choose a later end, or none.');
  if (experiment.reading === 'fixed' && experiment.endAt === null)
    throw refuse(
      'no_end',
      'endAt',
      'The fixed reading is read once, at its end: say when that is, or choose "sequential".',
    );
  const { group } = experiment;
  const beside = running.find(
    (other) =>
      other.id !== experiment.id &&
      group &&
      other.group?.id === group.id &&
      other.group.from < group.to &&
      group.from < other.group.to,
  );
  if (beside)
    throw refuse(
      'group_overlaps',
      'group',
      `"${beside.id}" runs with a part of the same range of the group "${group?.id}": choose a range that does not overlap.`,
    );
};

/** The experiment in another state. @throws Refusal 409 when that cannot follow on the one it is in */
export const changeState = (
  experiment: Experiment,
  { state, decision, nowMs }: StateChange,
  running: readonly Experiment[],
): Experiment => {
  if (!comesFrom[state].includes(experiment.state))
    throw new Refusal(409, 'unfit_state', `It is ${experiment.state} and cannot become ${state}.`, {
      path: 'state',
      known: Object.entries(comesFrom)
        .filter(([, from]) => from.includes(experiment.state))
        .map(([to]) => to),
    });
  if (state === 'running') {
    checkRunnable(experiment, running, nowMs);
    return withWeights({ ...experiment, state, startedAt: experiment.startedAt ?? nowMs, stoppedAt: null }, nowMs);
  }
  if (state === 'stopped') return { ...experiment, state, stoppedAt: nowMs };
  if (!decision) throw new Refusal(400, 'no_decision', 'Say what was decided, and why.', { path: 'decision' });
  const ids = experiment.variants.map(({ id }) => id);
  if (decision.variant !== null && !ids.includes(decision.variant))
    throw new Refusal(400, 'unknown_variant', `There is no variant "${decision.variant}".`, {
      path: 'decision.variant',
      known: ids,
    });
  return { ...experiment, state, decision: { ...decision, decidedAt: nowMs } };
};

/** What may be changed while visitors take part: all else would compare what was seen before with what was seen after. */
const changeableWhileRunning: readonly (keyof ExperimentSettings)[] = [
  'name',
  'hypothesis',
  'secondary',
  'guardrails',
  'trafficShare',
  'endAt',
];

/** The experiment with other settings. @throws Refusal 409 when they may not be changed any more */
export const changeSettings = (
  experiment: Experiment,
  settings: { [Name in keyof ExperimentSettings]?: ExperimentSettings[Name] | undefined },
  { running, nowMs }: { running: readonly Experiment[]; nowMs: number },
): Experiment => {
  const changed = Object.entries(settings).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(experiment[name as keyof ExperimentSettings]),
  );
  const after: Experiment = { ...experiment, ...Object.fromEntries(changed) };
  if (experiment.state === 'draft') return after;
  if (experiment.state === 'archived' && changed.some(([name]) => name !== 'name' && name !== 'hypothesis'))
    throw refuse(
      'is_archived',
      changed[0]?.[0] ?? 'state',
      'It is archived: only its name and hypothesis can be changed.',
    );
  const withoutWeights = (some: Experiment) => JSON.stringify(some.variants.map(({ weight: _, ...rest }) => rest));
  const fixed = changed.find(
    ([name]) =>
      !(changeableWhileRunning as readonly string[]).includes(name) &&
      !(name === 'variants' && withoutWeights(after) === withoutWeights(experiment)),
  );
  if (fixed)
    throw refuse(
      'has_started',
      fixed[0],
      `It has started: "${fixed[0]}" cannot be changed any more, but for the weights of variants. Make a new experiment.`,
    );
  if (experiment.state !== 'running') return after;
  checkRunnable(after, running, nowMs);
  return withWeights(after, nowMs);
};
