import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import { type Range, resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf, EventReference } from '../definition.ts';
import { eventsMeant } from './events-meant.ts';

interface TimePlace {
  reference: EventReference;
  path: string;
  conditionPath: string;
  during: Range;
}

const compileTime = (time: Fragment, place: TimePlace, compiler: FilterCompiler): Fragment => {
  const { reference, path, conditionPath, during } = place;
  // The range is not that of the events: whether one is the first or the last is decided over all of them.
  const events = eventsMeant(reference, { path, conditionPath }, compiler);
  const { startAt, endAt } = resolveRange(during, compiler.context, `${conditionPath}.during`);
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING toUnixTimestamp64Milli(${time}) >= ${bind('Int64', startAt)} AND toUnixTimestamp64Milli(${time}) < ${bind('Int64', endAt)})`;
};

/** Visitors who did an event for the first time ever in the range. */
export const compileFirstTime = (
  { firstTime, during }: ConditionOf<'firstTime'>,
  path: string,
  compiler: FilterCompiler,
) =>
  compileTime(
    sql`min(time)`,
    { reference: firstTime, path: `${path}.firstTime`, conditionPath: path, during },
    compiler,
  );

/** Visitors who did an event in the range and never after it. */
export const compileLastTime = (
  { lastTime, during }: ConditionOf<'lastTime'>,
  path: string,
  compiler: FilterCompiler,
) =>
  compileTime(sql`max(time)`, { reference: lastTime, path: `${path}.lastTime`, conditionPath: path, during }, compiler);
