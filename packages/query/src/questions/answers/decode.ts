import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { cutOf, NO_THEME, PARTS, WHOLE_RANGE } from './compile.ts';
import type { AnswersDefinition } from './definition.ts';
import type { AnswersResult, ThemeCount, WrittenAnswer } from './result.ts';

const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

const textsOf = ({ texts }: Row): string[] => (Array.isArray(texts) ? texts.map(String) : []);

const writtenOf = (row: Row, { themes }: AnswersDefinition): WrittenAnswer => {
  const [
    visitorId = '',
    ,
    customerId = '',
    surveyId = '',
    questionId = '',
    questionKind = '',
    choice = '',
    text = '',
    path = '',
    language = '',
    device = '',
    country = '',
  ] = textsOf(row);
  const bits = Number(row.bits);
  return {
    at: Number(row.at),
    visitorId,
    customerId,
    surveyId,
    surveyVersion: numberOrNull(row.version),
    questionId,
    questionKind,
    choice,
    text,
    score: numberOrNull(row.score),
    path,
    language,
    device,
    country,
    themes: themes.filter((_, place) => (bits & (1 << place)) !== 0).map(({ id }) => id),
  };
};

/** Where the page behind this row begins. */
const cursorOf = (row: Row): string => {
  const [visitorId = '', eventId = ''] = textsOf(row);
  return `${row.at}-${row.number}-${eventId}-${visitorId}`;
};

const byEmission = (a: Row, b: Row): number =>
  Number(b.at) - Number(a.at) ||
  Number(b.number) - Number(a.number) ||
  // Ids of 16 hex digits each: their order is that of the numbers.
  ((textsOf(a)[1] ?? '') < (textsOf(b)[1] ?? '') ? 1 : (textsOf(a)[1] ?? '') > (textsOf(b)[1] ?? '') ? -1 : 0) ||
  ((textsOf(a)[0] ?? '') < (textsOf(b)[0] ?? '') ? 1 : -1);

/** Reads the total, the page and the themes. */
export const decodeAnswers = (
  answer: readonly Row[] | Uint8Array,
  definition: AnswersDefinition,
  context: QuestionContext,
): AnswersResult => {
  const { range, startAts } = cutOf(definition, context);
  const rows = rowsOf(answer);
  const of = (part: number) => rows.filter((row) => Number(row.part) === part);
  const [total] = of(PARTS.total);
  const found = of(PARTS.list).sort(byEmission);
  const page = found.slice(0, definition.limit);
  const last = page.at(-1);
  const counted = of(PARTS.themes);
  const countOf = (theme: number): ThemeCount => {
    const own = new Map(counted.filter((row) => Number(row.number) === theme).map((row) => [Number(row.at), row]));
    const whole = own.get(WHOLE_RANGE);
    return {
      answers: Number(whole?.answers ?? 0),
      visitors: Number(whole?.visitors ?? 0),
      values: startAts.map((startAt) => Number(own.get(startAt)?.answers ?? 0)),
    };
  };
  return {
    range,
    startAts,
    answers: Number(total?.answers ?? 0),
    visitors: Number(total?.visitors ?? 0),
    list: page.map((row) => writtenOf(row, definition)),
    nextAfter: last && found.length > definition.limit ? cursorOf(last) : null,
    themes: definition.themes.map(({ id }, place) => ({ id, ...countOf(place) })),
    ofNone: countOf(NO_THEME),
  };
};
