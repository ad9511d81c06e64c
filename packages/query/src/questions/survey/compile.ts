import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import { asText } from '../../sql/unit-rows.ts';
import { type Cut, cutRange } from '../../time/cut.ts';
import { resolveRange } from '../../time/range.ts';
import type { SurveyDefinition } from './definition.ts';

/** What can come of a survey; a row of the answer names its kind by the place in this list, from 1. */
export const outcomes = ['survey_shown', 'survey_answer', 'survey_completed', 'survey_dismissed'] as const;

/** Places of the columns in a row of the answer. */
export const COLUMN = {
  kind: 0,
  response: 1,
  visitor: 2,
  bucket: 3,
  version: 4,
  group: 5,
  segments: 6,
  question: 7,
  questionKind: 8,
  choice: 9,
  hasText: 10,
  score: 11,
} as const;

/** Stands for no score, and for one between the steps of a scale: scores end at 100. */
export const NO_SCORE = 255;

/** The range and its buckets. */
export const cutOf = ({ range, interval }: SurveyDefinition, context: QuestionContext): Cut =>
  cutRange(resolveRange(range, context), interval, context);

/**
 * Compiles the question into one query: a row for each event of the survey. The engine narrows, and makes of every text a number; what
 * belongs to which showing, and what it comes to, is the evaluator's.
 */
export const compileSurvey = (definition: SurveyDefinition, context: QuestionContext): CompiledQuery => {
  const { read: during, startAts } = cutOf(definition, context);
  const { survey, version, filters, breakdown } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const common = (name: string, prefer: 'text' | 'number' = 'text') =>
    resolveProperty(name, { kinds: outcomes, catalog, path: 'catalog', prefer }).sql;
  const own = (name: string, prefer: 'text' | 'number' = 'text') =>
    resolveProperty(name, { kinds: ['survey_answer'], catalog, path: 'catalog', prefer }).sql;
  const versionOf = common('surveyVersion', 'number');
  const group =
    breakdown && 'property' in breakdown
      ? sql`toString(${resolveDimension(breakdown.property, { kinds: outcomes, catalog, path: 'breakdown.property' })})`
      : sql`''`;
  /** A bit for each segment that the visitor is in. */
  const memberships =
    breakdown && 'segments' in breakdown
      ? breakdown.segments.map(
          (id, index): Fragment =>
            sql`bitShiftLeft(toUInt32(${compiler.segment(id, `breakdown.segments.${index}`)}), ${bind('UInt8', index)})`,
        )
      : [];
  const meant = and([
    sql`kind IN ${bind('Array(String)', [...outcomes])}`,
    sql`object = ${bind('String', survey)}`,
    ...(version === undefined ? [] : [sql`ifNull(${versionOf} = ${bind('UInt32', version)}, 0)`]),
    ...filters.map((filter, index) => compiler.filter(filter, { kinds: outcomes, path: `filters.${index}` })),
  ]);
  const score = own('score', 'number');
  const query = sql`SELECT CAST(indexOf(${bind('Array(String)', [...outcomes])}, toString(kind)), 'UInt8') AS outcome,
  cityHash64(visitor_id, if(${common('responseId')} != '', ${common('responseId')}, toString(session_id))) AS response, visitor_id,
  toFloat64(roundDown(toUnixTimestamp64Milli(time), ${bind('Array(Int64)', startAts)})) AS bucket,
  ${asText(sql`if(isNull(${versionOf}), '', toString(CAST(ifNull(${versionOf}, 0), 'UInt32')))`)} AS version,
  ${asText(group)} AS group_value, CAST(${join([sql`toUInt32(0)`, ...memberships], sql` + `)}, 'UInt32') AS segments,
  ${asText(own('questionId'))} AS question, ${asText(own('questionKind'))} AS question_kind, ${asText(own('choice'))} AS choice,
  CAST(${own('text')} != '', 'UInt8') AS has_text,
  CAST(if(ifNull(${score} = floor(${score}) AND ${score} BETWEEN 0 AND 100, 0), ifNull(${score}, 0), ${bind('UInt8', NO_SCORE)}), 'UInt8') AS score
FROM ${eventsOf({ siteId, during, where: meant })}`;
  return { ...render(query), answer: 'columns' };
};
