import { pageOfIds } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { RowBinaryReader } from '../../sql/row-binary.ts';
import { periodMarks } from './compile.ts';
import { isFirstTimeOfTheSame } from './compile-first-time.ts';
import type { RetentionDefinition } from './definition.ts';
import { createEvaluate, DID, EARLIER, type UnitPeriods } from './evaluate.ts';
import { cohortOn, planOf, type RetentionPlan } from './plan.ts';
import type { RetentionGroup, RetentionResult } from './result.ts';
import { addTally, addToCohort, figuresOf, type RetentionTally, sizeOf } from './tally.ts';

type People = NonNullable<RetentionDefinition['people']>;

/** Someone of the cell that is listed, and the value of their start event. */
interface Listed {
  id: string;
  value: string;
}

const isListed = ({ period, outcome }: People, cameBack: readonly number[]): boolean =>
  period === undefined || cameBack.includes(period) === (outcome === 'retained');

/** The values by how many have them, the largest first. */
const ranked = (tallies: ReadonlyMap<string, RetentionTally>): string[] => {
  const sizes = new Map([...tallies].map(([value, tally]) => [value, sizeOf(tally)]));
  return [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([value]) => value);
};

const groupsOf = (
  tallies: ReadonlyMap<string, RetentionTally>,
  { shown, others }: { shown: readonly string[]; others: readonly string[] },
  plan: RetentionPlan,
): RetentionGroup[] => {
  const sumOf = (values: readonly string[]) => {
    const sum: RetentionTally = new Map();
    for (const value of values) addTally(sum, tallies.get(value) ?? new Map());
    return figuresOf(sum, plan);
  };
  const groups = shown.map((value): RetentionGroup => ({ value, isOther: false, ...sumOf([value]) }));
  return others.length === 0 ? groups : [...groups, { value: null, isOther: true, ...sumOf(others) }];
};

/** Reads what units did out of the bits of a row that `compileFirstTime` made. */
const readFirstTime = (reader: RowBinaryReader, unit: UnitPeriods): void => {
  const halves = [reader.uint32(), reader.uint32()];
  const cameBack = reader.uint8() === 1;
  unit.count = 0;
  for (let mark = 0; mark < 64; mark++) {
    if ((((halves[mark >> 5] ?? 0) >>> (mark & 31)) & 1) === 0) continue;
    unit.periods[unit.count] = mark + EARLIER;
    // Only the first period begins anything; every event is a return.
    unit.did[unit.count] = unit.count > 0 ? DID.comeBack : DID.start | (cameBack ? DID.comeBackAfterStart : 0);
    unit.count++;
  }
};

/** Reads the rows of retention, puts everyone into their cohorts, and counts. */
export const decodeRetention = (
  answer: readonly Row[] | Uint8Array,
  definition: RetentionDefinition,
  context: QuestionContext,
): RetentionResult => {
  const plan = planOf(definition, context);
  const { breakdown, people, unit, interval } = definition;
  const evaluate = createEvaluate(plan);
  const marks = periodMarks(plan);
  const placeOf = new Map(marks.map((mark, index) => [mark, index + EARLIER]));
  const listedCohort = people && cohortOn(people.cohort, plan, context);

  const total: RetentionTally = new Map();
  const tallies = new Map<string, RetentionTally>();
  const listed: Listed[] = [];
  const did: UnitPeriods = { count: 0, periods: [], did: [] };
  const values: string[] = [];
  let id = '';
  let units = 1;

  const count = (entry: number, cameBack: readonly number[]) => {
    const cohort = did.periods[entry] ?? EARLIER;
    const value = values[entry] ?? '';
    addToCohort(total, { cohort, cameBack, units });
    if (people && cohort === listedCohort && isListed(people, cameBack)) listed.push({ id, value });
    if (!breakdown) return;
    const tally = tallies.get(value) ?? new Map();
    tallies.set(value, tally);
    addToCohort(tally, { cohort, cameBack, units });
  };

  const reader = new RowBinaryReader(bytesOf(answer));
  const isCompact = isFirstTimeOfTheSame(definition, marks);
  while (isCompact && !reader.isAtEnd()) {
    units = reader.uint32();
    readFirstTime(reader, did);
    evaluate(did, count);
  }
  while (!reader.isAtEnd()) {
    if (people) id = unit === 'visitor' ? reader.id64() : reader.text();
    did.count = reader.length();
    for (let index = 0; index < did.count; index++) {
      did.periods[index] = placeOf.get(reader.float64()) ?? EARLIER;
      did.did[index] = reader.uint8();
      if (breakdown) values[index] = reader.text();
    }
    evaluate(did, count);
  }

  const all = ranked(tallies);
  const shown = all.slice(0, breakdown?.limit);
  const others = all.slice(shown.length);
  const ofValue = listed.filter(
    ({ value }) =>
      people?.value === undefined || (people.value === null ? others.includes(value) : value === people.value),
  );
  return {
    range: plan.range,
    interval,
    unit,
    ...figuresOf(total, plan),
    groups: breakdown ? groupsOf(tallies, { shown, others }, plan) : null,
    people: people
      ? pageOfIds(
          ofValue.map((one) => one.id),
          people,
        )
      : null,
  };
};
