import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { PARTS, spansOf } from './compile.ts';
import type { VitalsDefinition } from './definition.ts';
import { vitalMetrics, vitalThresholds } from './metrics.ts';
import type { VitalFigures, VitalsGroup, VitalsResult } from './result.ts';

const figuresOf = (rows: readonly Row[]): VitalFigures[] =>
  vitalMetrics.map((metric) => {
    const row = rows.find((candidate) => candidate.metric === metric);
    return {
      metric,
      measured: Number(row?.measured ?? 0),
      p75: row ? Number(row.p75) : null,
      good: Number(row?.good ?? 0),
      needsImprovement: Number(row?.needs_improvement ?? 0),
      poor: Number(row?.poor ?? 0),
    };
  });

const groupsOf = (rows: readonly Row[]): VitalsGroup[] => {
  const size = ({ metrics }: VitalsGroup) => metrics.reduce((sum, { measured }) => sum + measured, 0);
  return [...new Set(rows.map(({ dimension }) => String(dimension)))]
    .map((value) => ({ value, metrics: figuresOf(rows.filter(({ dimension }) => dimension === value)) }))
    .sort((a, b) => size(b) - size(a) || (a.value < b.value ? -1 : 1));
};

/** Reads the metrics of each part. */
export const decodeVitals = (
  answer: readonly Row[] | Uint8Array,
  definition: VitalsDefinition,
  context: QuestionContext,
): VitalsResult => {
  const { current, compared } = spansOf(definition, context);
  const rows = rowsOf(answer);
  const of = (part: keyof typeof PARTS) => rows.filter((row) => Number(row.part) === PARTS[part]);
  return {
    range: current,
    total: figuresOf(of('total')),
    groups: definition.breakdown ? groupsOf(of('group')) : null,
    comparison: compared && { range: compared, total: figuresOf(of('comparison')) },
    thresholds: vitalThresholds,
  };
};
