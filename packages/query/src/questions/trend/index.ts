import type { Question } from '../../question.ts';
import { compileTrend } from './compile.ts';
import { decodeTrend } from './decode.ts';
import { type TrendDefinition, trendDefinition } from './definition.ts';
import type { TrendResult } from './result.ts';

/** How events and measures go over time. */
export const trend: Question<'trend', TrendDefinition, TrendResult> = {
  kind: 'trend',
  title: 'Trend',
  definition: trendDefinition,
  compile: compileTrend,
  decode: decodeTrend,
};
