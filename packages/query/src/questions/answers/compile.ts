import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveProperty } from '../../filter/property.ts';
import { type CompiledQuery, type QuestionContext, QuestionError } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import { type Cut, cutRange } from '../../time/cut.ts';
import { resolveRange } from '../../time/range.ts';
import type { AnswersDefinition } from './definition.ts';
import { normalSql, normalText } from './normal-text.ts';
import { themePattern } from './theme-pattern.ts';

const KINDS = ['survey_answer'] as const;

/** What a row of the answer is about. */
export const PARTS = { total: 0, list: 1, themes: 2 } as const;

/** The number of what is of no theme; those of the themes are their places. */
export const NO_THEME = 255;

/** The bucket under which the engine answers for the whole range. */
export const WHOLE_RANGE = 0;

/** The range and its buckets. */
export const cutOf = ({ range, interval }: AnswersDefinition, context: QuestionContext): Cut =>
  cutRange(resolveRange(range, context), interval, context);

/** The words that all must be found. @throws QuestionError `empty_search` */
const searchedWords = (search: string | undefined): string[] => {
  if (search === undefined) return [];
  const normal = normalText(search);
  if (normal === '')
    throw new QuestionError(
      'empty_search',
      'search',
      `"${search}" has neither letter nor digit: nothing could be found by it. Leave the search out to list all.`,
    );
  return normal.split(' ');
};

/** A number with a bit for each theme. */
const themeBits = ({ themes }: AnswersDefinition): Fragment => {
  const bits = themes.map(
    ({ words }, index) =>
      sql`bitShiftLeft(toUInt32(match(normal, ${bind('String', themePattern(words, `themes.${index}.words`))})), ${bind('UInt8', index)})`,
  );
  return join([sql`toUInt32(0)`, ...bits], sql` + `);
};

/** Whether an answer is of the theme that is listed. @throws QuestionError `unknown_theme` */
const isListed = ({ themes, theme }: AnswersDefinition): Fragment => {
  if (theme === undefined) return sql`1`;
  if (theme === '') return sql`bits = 0`;
  const place = themes.findIndex(({ id }) => id === theme);
  if (place < 0)
    throw new QuestionError(
      'unknown_theme',
      'theme',
      `There is no theme "${theme}" in "themes": add it with its words, or name one of them.`,
      themes.map(({ id }) => id),
    );
  return sql`bitTest(bits, ${bind('UInt8', place)})`;
};

const isAfter = (after: string | undefined): Fragment => {
  if (after === undefined) return sql`1`;
  const [at = '', seq = '', event = '', visitor = ''] = after.split('-');
  const id = (hex: string) => bind('UInt64', String(BigInt(`0x${hex}`)));
  return sql`(time, seq, event_id, visitor_id) < (${moment(Number(at))}, ${bind('UInt32', Number(seq))}, ${id(event)}, ${id(visitor)})`;
};

const hex = (id: Fragment): Fragment => sql`leftPad(lower(hex(${id})), 16, '0')`;

/** The parts of the answer, each with the same columns. */
const partsOf = (definition: AnswersDefinition, context: QuestionContext) => {
  const { read: during, startAts } = cutOf(definition, context);
  const { survey, version, question, filters, limit, after } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const own = (name: string, prefer: 'text' | 'number' = 'text') =>
    resolveProperty(name, { kinds: KINDS, catalog, path: 'catalog', prefer }).sql;
  const surveyIs = survey === undefined ? [] : [sql`object = ${bind('String', survey)}`];
  const isAnswer = and([sql`kind = ${bind('String', KINDS[0])}`, ...surveyIs]);
  const meant = and([
    isAnswer,
    sql`${own('text')} != ''`,
    ...(version === undefined ? [] : [sql`ifNull(${own('surveyVersion', 'number')} = ${bind('UInt32', version)}, 0)`]),
    ...(question === undefined ? [] : [sql`${own('questionId')} = ${bind('String', question)}`]),
    ...filters.map((filter, index) => compiler.filter(filter, { kinds: KINDS, path: `filters.${index}` })),
  ]);
  const written = sql`SELECT visitor_id, session_id, time, seq, event_id, customer_id, object AS survey,
      ${own('surveyVersion', 'number')} AS version, ${own('questionId')} AS question, ${own('questionKind')} AS question_kind,
      ${own('choice')} AS choice, ${own('text')} AS words, ${own('score', 'number')} AS own_score,
      path, toString(language) AS answer_language, toString(device) AS answer_device, toString(country) AS answer_country,
      ${normalSql(own('text'))} AS normal
    FROM ${eventsOf({ siteId, during, where: meant })}`;
  const found = searchedWords(definition.search).map((word) => sql`position(normal, ${bind('String', word)}) > 0`);
  const answers = sql`SELECT *, ${themeBits(definition)} AS bits FROM (${written}) WHERE ${and(found)}`;
  const listed = sql`SELECT * FROM (${answers}) WHERE ${isListed(definition)}`;
  const bucket = sql`roundDown(toUnixTimestamp64Milli(time), ${bind('Array(Int64)', startAts)})`;

  // One more than the page, to know whether there is a next one.
  const page = sql`SELECT * FROM (${listed}) WHERE ${isAfter(after)} ORDER BY time DESC, seq DESC, event_id DESC, visitor_id DESC LIMIT ${bind('UInt32', limit + 1)}`;
  const scores = sql`SELECT visitor_id, session_id, object AS survey, argMax(${own('score', 'number')}, (time, seq, event_id)) AS last_score
    FROM ${eventsOf({ siteId, during, where: and([isAnswer, sql`isNotNull(${own('score', 'number')})`]) })} GROUP BY visitor_id, session_id, survey`;
  const total = sql`SELECT ${bind('UInt8', PARTS.total)} AS part, toInt64(0) AS number, toInt64(0) AS at, count() AS answers, uniqExact(visitor_id) AS visitors,
    CAST([], 'Array(String)') AS texts, CAST(NULL, 'Nullable(Float64)') AS version, CAST(NULL, 'Nullable(Float64)') AS score, toUInt32(0) AS bits
  FROM (${listed})`;
  const list = sql`SELECT ${bind('UInt8', PARTS.list)} AS part, toInt64(seq) AS number, toUnixTimestamp64Milli(time) AS at, toUInt64(0) AS answers, toUInt64(0) AS visitors,
    [${hex(sql`visitor_id`)}, ${hex(sql`event_id`)}, customer_id, survey, question, question_kind, choice, words, path, answer_language, answer_device, answer_country] AS texts,
    version, ifNull(own_score, last_score) AS score, bits
  FROM (${page}) AS page GLOBAL LEFT JOIN (${scores}) AS scores USING (visitor_id, session_id, survey)`;
  const themes = sql`SELECT ${bind('UInt8', PARTS.themes)} AS part, toInt64(theme) AS number, toInt64(bucket) AS at, count() AS answers, uniqExact(visitor_id) AS visitors,
    CAST([], 'Array(String)') AS texts, CAST(NULL, 'Nullable(Float64)') AS version, CAST(NULL, 'Nullable(Float64)') AS score, toUInt32(0) AS bits
  FROM (SELECT visitor_id, ${bucket} AS bucket, arrayJoin(if(bits = 0, [${bind('UInt8', NO_THEME)}], CAST(bitPositionsToArray(bits), 'Array(UInt8)'))) AS theme FROM (${answers}))
  GROUP BY GROUPING SETS ((theme, bucket), (theme))`;
  return { total, list, themes };
};

/** Compiles the question into one query: a row for the total, one for each answer of the page, and for each theme and bucket. */
export const compileAnswers = (definition: AnswersDefinition, context: QuestionContext): CompiledQuery => {
  const { total, list, themes } = partsOf(definition, context);
  return { ...render(join([total, list, themes], sql`\nUNION ALL\n`)), answer: 'rows' };
};

/** The same of the page alone, for who reads page after page. */
export const compileAnswersPage = (definition: AnswersDefinition, context: QuestionContext): CompiledQuery => ({
  ...render(partsOf(definition, context).list),
  answer: 'rows',
});
