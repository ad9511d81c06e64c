import type { Question } from '../../question.ts';
import { compileBreakdown } from './compile.ts';
import { decodeBreakdown } from './decode.ts';
import { type BreakdownDefinition, breakdownDefinition } from './definition.ts';
import type { BreakdownResult } from './result.ts';

/** The top values of a dimension. */
export const breakdown: Question<'breakdown', BreakdownDefinition, BreakdownResult> = {
  kind: 'breakdown',
  title: 'Breakdown',
  definition: breakdownDefinition,
  compile: compileBreakdown,
  decode: decodeBreakdown,
};
