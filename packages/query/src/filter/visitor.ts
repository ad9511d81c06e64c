import { and, type Fragment, or, sql } from '../sql/fragment.ts';
import type { FilterCompiler } from './compiler.ts';
import type { VisitorCondition } from './definition.ts';
import { compileAggregateCondition } from './visitor/aggregate.ts';
import { compileBuyer } from './visitor/buyer.ts';
import { compileDid, compileDidNot } from './visitor/did.ts';
import { compileFirstTime, compileLastTime } from './visitor/first-last-time.ts';
import { compileFunnelStage } from './visitor/funnel-stage.ts';
import { compileRfm } from './visitor/rfm.ts';
import { compileSequence } from './visitor/sequence.ts';
import { compileTouch } from './visitor/touch.ts';
import { compileTrait } from './visitor/trait.ts';
import { compileVisits } from './visitor/visits.ts';

/** The condition that a row's visitor fulfils. */
export const compileVisitor = (condition: VisitorCondition, path: string, compiler: FilterCompiler): Fragment => {
  const each = (conditions: readonly VisitorCondition[], group: string) =>
    conditions.map((inner, index) => compiler.visitor(inner, `${path}.${group}.${index}`));
  if ('all' in condition) return and(each(condition.all, 'all'));
  if ('any' in condition) return or(each(condition.any, 'any'));
  if ('none' in condition) return sql`NOT ${or(each(condition.none, 'none'))}`;
  if ('did' in condition) return compileDid(condition, path, compiler);
  if ('didNot' in condition) return compileDidNot(condition, path, compiler);
  if ('aggregate' in condition) return compileAggregateCondition(condition, path, compiler);
  if ('firstTime' in condition) return compileFirstTime(condition, path, compiler);
  if ('lastTime' in condition) return compileLastTime(condition, path, compiler);
  if ('sequence' in condition) return compileSequence(condition, path, compiler);
  if ('trait' in condition) return compileTrait(condition, path, compiler);
  if ('funnel' in condition) return compileFunnelStage(condition, path, compiler);
  if ('segment' in condition) return compiler.segment(condition.segment, `${path}.segment`);
  if ('visits' in condition) return compileVisits(condition, path, compiler);
  if ('touch' in condition) return compileTouch(condition, path, compiler);
  if ('buyer' in condition) return compileBuyer(condition, path, compiler);
  return compileRfm(condition, path, compiler);
};
