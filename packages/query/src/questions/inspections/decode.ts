import { differenceInterval } from '@telltale/statistics';
import { conversionOf } from '../../conversion.ts';
import { decodePeople } from '../../people.ts';
import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange } from '../../time/range.ts';
import { PARTS } from './compile.ts';
import type { InspectionsDefinition } from './definition.ts';
import { readFigures } from './figures.ts';
import type { FeatureFigures, GroupConversion, InspectionEffect, InspectionsResult } from './result.ts';

const figuresOf = (row: Row | undefined): readonly unknown[] => (Array.isArray(row?.figures) ? row.figures : []);

const groupOf = (visitors: number, converted: number): GroupConversion => ({
  visitors,
  converted,
  conversion: conversionOf(converted, visitors),
});

/** Compares those who inspected a feature with those who did not. */
export const effectOf = (inspected: GroupConversion, others: GroupConversion): InspectionEffect => {
  const trials = ({ visitors, converted }: GroupConversion) => ({ successes: converted, trials: visitors });
  const difference =
    inspected.conversion && others.conversion
      ? {
          value: inspected.conversion.ratio - others.conversion.ratio,
          interval: differenceInterval(trials(inspected), trials(others)),
        }
      : null;
  return { inspected, others, difference };
};

/** Reads the answer of the question about inspections. */
export const decodeInspections = (
  answer: readonly Row[] | Uint8Array,
  definition: InspectionsDefinition,
  context: QuestionContext,
): InspectionsResult => {
  const { goal, people } = definition;
  const compared = resolveComparison(definition.comparison, definition.range, context);
  const answered = rowsOf(answer);
  const ofPart = (part: number) => answered.filter((row) => Number(row.part) === part);
  const byPlace = (part: number) => new Map(ofPart(part).map((row) => [Number(row.place), row]));

  const figures = (place: number, told: Map<number, Row>, groups: Map<number, Row>): FeatureFigures => {
    const figure = figuresOf(told.get(place));
    const group = figuresOf(groups.get(place)).map(Number);
    const [inspected = 0, inspectedConverted = 0, others = 0, othersConverted = 0] = group;
    const pageVisitors = inspected + others;
    return {
      ...readFigures(figure),
      pageVisitors,
      reach: conversionOf(inspected, pageVisitors),
      effect: goal ? effectOf(groupOf(inspected, inspectedConverted), groupOf(others, othersConverted)) : null,
    };
  };
  const current = byPlace(PARTS.figures);
  const groups = byPlace(PARTS.groups);
  const comparedFigures = byPlace(PARTS.comparedFigures);
  const comparedGroups = byPlace(PARTS.comparedGroups);
  const rows = [...current]
    .sort(([a], [b]) => a - b)
    .map(([place, row]) => ({
      feature: String(row.feature),
      ...figures(place, current, groups),
      comparison: compared && figures(place, comparedFigures, comparedGroups),
    }));
  return {
    range: resolveRange(definition.range, context),
    comparisonRange: compared,
    rows,
    features: Number(ofPart(PARTS.features)[0]?.place ?? 0),
    people: people ? decodePeople(ofPart(PARTS.people)[0] ?? {}, people) : null,
  };
};
