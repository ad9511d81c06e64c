import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { readNative } from '../../sql/native-blocks.ts';
import type { FunnelDefinition } from './definition.ts';
import { createDrivers } from './drivers.ts';
import { durationEdges } from './durations.ts';
import { createEvaluate } from './evaluate.ts';
import { createEvaluateConstant } from './evaluate-constant.ts';
import { createEvaluateUnordered } from './evaluate-unordered.ts';
import { createGroups } from './groups.ts';
import { createNext } from './next.ts';
import { createOverTime } from './over-time.ts';
import { createPeople } from './people.ts';
import { planOf } from './plan.ts';
import { readUnits } from './read-units.ts';
import type { FunnelResult } from './result.ts';
import { addVerdict, createTally, figuresOf } from './tally.ts';

/** Reads a funnel's rows, decides what became of each unit, and counts. */
export const decodeFunnel = (
  answer: readonly Row[] | Uint8Array,
  definition: FunnelDefinition,
  context: QuestionContext,
): FunnelResult => {
  const plan = planOf(definition, context);
  const rows = readNative(bytesOf(answer));
  const { texts } = rows;
  const { unit, constant } = definition;
  const evaluate = createEvaluate(plan);
  const evaluateConstant = createEvaluateConstant(plan, texts.indexOf(''));
  const total = createTally(plan);
  const groups = definition.breakdown && createGroups(definition.breakdown, plan, texts);
  const overTime = definition.interval && createOverTime(definition.interval, plan, context);
  const next = definition.next && createNext(definition.next, plan, texts);
  const drivers = definition.explain && createDrivers(definition.explain, plan, texts);
  const people = definition.people && createPeople(definition.people);

  readUnits(rows, definition, plan, {
    evaluateUnordered: createEvaluateUnordered(plan, definition),
    evaluate: ({ events, constant: constantOf }) =>
      constant === undefined ? evaluate(events) : evaluateConstant(events, constantOf),
    tell: (verdict, told) => {
      const { events, id } = told;
      addVerdict(total, verdict, events.times);
      groups?.add(verdict, told);
      overTime?.add(verdict.outcome, events.times[verdict.stepEvents[0] ?? 0] ?? 0);
      next?.add(verdict, told);
      drivers?.add(verdict, told);
      people?.add(verdict, id);
    },
  });

  const edges = durationEdges(plan.windowMs);
  return {
    range: plan.range,
    conversionWindowMs: plan.windowMs,
    unit,
    durationEdgesMs: edges,
    total: figuresOf(total, edges),
    ...(groups?.figures(edges) ?? { groups: null, unattributed: null }),
    overTime: overTime?.figures() ?? null,
    next: next?.figures() ?? null,
    drivers: drivers?.figures() ?? null,
    people: people && unit !== 'customer' ? people.visitors() : null,
    customers: people && unit === 'customer' ? people.customers() : null,
  };
};
