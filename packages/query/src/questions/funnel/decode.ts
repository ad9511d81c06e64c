import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { RowBinaryReader } from '../../sql/row-binary.ts';
import type { UnitEvents } from './attempt.ts';
import type { FunnelDefinition } from './definition.ts';
import { createEvaluate, type Verdict } from './evaluate.ts';
import { planOf } from './plan.ts';
import type { FunnelGroup, FunnelResult } from './result.ts';
import { addTally, addVerdict, createTally, type FunnelTally, figuresOf } from './tally.ts';

type People = NonNullable<FunnelDefinition['people']>;

const isListed = ({ outcome, step }: People, verdict: Verdict): boolean =>
  verdict.outcome === outcome && (step === undefined || verdict.stepTimes.length === step);

const pageOf = (listed: ReadonlySet<string>, { limit, after = '' }: People): NonNullable<FunnelResult['people']> => {
  const rest = [...listed].filter((visitorId) => visitorId > after).sort();
  const visitorIds = rest.slice(0, limit);
  return {
    count: listed.size,
    visitorIds,
    nextAfter: rest.length > limit ? (visitorIds.at(-1) ?? null) : null,
  };
};

const groupsOf = (tallies: ReadonlyMap<string, FunnelTally>, limit: number, stepCount: number): FunnelGroup[] => {
  const size = ({ steps, excluded }: FunnelTally) => (steps[0]?.reached ?? 0) + excluded;
  const sorted = [...tallies].sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1));
  const shown = sorted.slice(0, limit).map(([value, tally]) => ({ value, isOther: false, ...figuresOf(tally) }));
  if (sorted.length <= limit) return shown;
  const rest = createTally(stepCount);
  for (const [, tally] of sorted.slice(limit)) addTally(rest, tally);
  return [...shown, { value: null, isOther: true, ...figuresOf(rest) }];
};

/** Reads a funnel's rows, decides what became of each unit, and counts. */
export const decodeFunnel = (
  answer: readonly Row[] | Uint8Array,
  definition: FunnelDefinition,
  context: QuestionContext,
): FunnelResult => {
  const plan = planOf(definition, context);
  const { breakdown, people, unit } = definition;
  const evaluate = createEvaluate(plan);
  const total = createTally(plan.stepCount);
  const tallies = new Map<string, FunnelTally>();
  const listed = new Set<string>();
  const events: UnitEvents = { count: 0, times: [], masks: [] };
  const values: string[] = [];

  const reader = new RowBinaryReader(bytesOf(answer));
  while (!reader.isAtEnd()) {
    const visitorId = people ? reader.id64() : reader.skipId64();
    events.count = reader.length();
    for (let index = 0; index < events.count; index++) {
      events.times[index] = reader.float64();
      events.masks[index] = reader.uint32();
      if (breakdown) values[index] = reader.text();
    }
    const verdict = evaluate(events);
    if (!verdict) continue;
    if (people && visitorId && isListed(people, verdict)) listed.add(visitorId);
    addVerdict(total, verdict);
    if (!breakdown) continue;
    const value = values[verdict.entry] ?? '';
    const tally = tallies.get(value) ?? createTally(plan.stepCount);
    tallies.set(value, tally);
    addVerdict(tally, verdict);
  }
  return {
    range: plan.range,
    conversionWindowMs: plan.windowMs,
    unit,
    total: figuresOf(total),
    groups: breakdown ? groupsOf(tallies, breakdown.limit, plan.stepCount) : null,
    people: people ? pageOf(listed, people) : null,
  };
};
