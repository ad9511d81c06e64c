import type { ExperimentDefinitionInput, MetricDefinition } from '@telltale/query';
import { api } from '../../api/client.ts';
import { accepted, readJson } from '../../api/problem.ts';
import { site } from '../../state/site.ts';

const route = api.sites[':site'].experiments;
const here = () => ({ site: site.value?.id ?? '' });

const fetchExperiments = async () => (await readJson(route.$get({ param: here() }))).experiments;

type Told = Awaited<ReturnType<typeof fetchExperiments>>[number];

/** What filters lie in: through JSON their type has lost how deep they may be. */
interface Asked {
  primary: MetricDefinition;
  secondary: MetricDefinition[];
  guardrails: MetricDefinition[];
  /** Tells the results; null before it was started. */
  question: ExperimentDefinitionInput | null;
}

/** An experiment, and the question that tells its results. */
export type Experiment = Omit<Told, keyof Asked> & Asked;

/** The site's experiments, the latest change first. @throws ApiProblem */
export const listExperiments = async (): Promise<Experiment[]> => {
  const told: unknown = await fetchExperiments();
  return (told as Experiment[]).toSorted((a, b) => b.changedAt - a.changedAt);
};

/** One of its variants. */
export type Variant = Experiment['variants'][number];
/** What it is judged by. */
export type Metric = Experiment['primary'];
/** draft, running, stopped or archived. */
export type State = Experiment['state'];

/** What of it the form decides and may leave out of an experiment, which it never leaves out. */
type Whoever = Required<Pick<Experiment, 'pages' | 'audience' | 'trafficShare' | 'group' | 'holdOut'>>;

/** What the form decides about an experiment. */
export type Draft = { [Name in keyof Whoever]: Exclude<Whoever[Name], undefined> } & Pick<
  Experiment,
  | 'id'
  | 'name'
  | 'hypothesis'
  | 'variants'
  | 'primary'
  | 'secondary'
  | 'guardrails'
  | 'reading'
  | 'plannedVisitors'
  | 'covariateDays'
  | 'startAt'
  | 'endAt'
>;

/** Makes a draft. @throws ApiProblem */
export const createExperiment = (draft: Draft) => readJson(route.$post({ param: here(), json: draft }));

/** Changes an experiment; of one that has started, not who takes part. @throws ApiProblem, also when somebody else changed it meanwhile */
export const changeExperiment = ({ id, version, state }: Experiment, { id: _, ...draft }: Draft) => {
  const { pages: __, audience: ___, group: ____, holdOut: _____, ...changeable } = draft;
  const json = { ...(state === 'draft' ? draft : changeable), version };
  return readJson(route[':experiment'].$patch({ param: { ...here(), experiment: id }, json }));
};

/** Starts, stops or archives it, the last with what was decided. @throws ApiProblem */
export const moveExperiment = (
  { id, version }: Experiment,
  state: State,
  decision?: { variant: string | null; reason: string },
) =>
  readJson(
    route[':experiment'].state.$post({
      param: { ...here(), experiment: id },
      json: { state, version, ...(decision && { decision }) },
    }),
  );

/** Removes a draft. @throws ApiProblem */
export const removeExperiment = ({ id }: Experiment) =>
  accepted(route[':experiment'].$delete({ param: { ...here(), experiment: id } }));

/** How long an experiment takes. @throws ApiProblem */
export const planExperiment = async (asked: {
  value: number;
  standardDeviation?: number;
  leastEffectRatio: number;
  variants: number;
  visitorsPerDay: number;
  reading: Experiment['reading'];
}) => readJson(api.sites[':site']['experiment-plan'].$post({ param: here(), json: asked }));

/** How long it takes, and what can be found in some weeks. */
export type Plan = Awaited<ReturnType<typeof planExperiment>>;
