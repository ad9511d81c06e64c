import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { PARTS } from './compile.ts';
import type { LiveDefinition } from './definition.ts';
import type { LiveMinute, LivePage, LiveResult, LiveVisitor } from './result.ts';
import { MINUTE_MS, windowOf } from './window.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (row: Row | undefined): string[] => listOf(row?.texts).map(String);
const numbersOf = (row: Row | undefined): number[] => listOf(row?.numbers).map(Number);

const minuteOf = (startAt: number, row: Row | undefined): LiveMinute => {
  const [, visitors = 0, events = 0] = numbersOf(row);
  return { startAt, visitors, events };
};

const pageOf = (row: Row): LivePage => ({ path: textsOf(row)[0] ?? '', visitors: numbersOf(row)[0] ?? 0 });

const visitorOf = (row: Row): LiveVisitor => {
  const [visitorId = '', sessionId = '', ...place] = textsOf(row);
  const [path = '', country = '', device = '', browser = '', channel = '', source = '', customerId = ''] = place;
  const [sessionStartedAt = 0, lastSeenAt = 0, pageViews = 0] = numbersOf(row);
  return {
    visitorId,
    sessionId,
    customerId,
    path,
    country,
    device,
    browser,
    channel,
    source,
    sessionStartedAt,
    lastSeenAt,
    pageViews,
  };
};

/** Reads the answer: every minute of the window, also those in which nothing happened. */
export const decodeLive = (
  answer: readonly Row[] | Uint8Array,
  definition: LiveDefinition,
  context: QuestionContext,
): LiveResult => {
  const answered = rowsOf(answer);
  const range = windowOf(definition, context);
  const ofPart = (part: number) => answered.filter((row) => Number(row.part) === part);
  const [visitors = 0, activeVisitors = 0, pageCount = 0] = numbersOf(ofPart(PARTS.total)[0]);
  const minutes = new Map(ofPart(PARTS.minute).map((row) => [(numbersOf(row)[0] ?? 0) * MINUTE_MS, row]));
  const placeOf = (row: Row) => numbersOf(row).at(-1) ?? 0;
  return {
    range,
    visitors,
    activeVisitors,
    perMinute: Array.from({ length: definition.minutes }, (_, index) => {
      const startAt = range.startAt + index * MINUTE_MS;
      return minuteOf(startAt, minutes.get(startAt));
    }),
    pages: ofPart(PARTS.page)
      .map(pageOf)
      .sort((a, b) => b.visitors - a.visitors || (a.path < b.path ? -1 : 1)),
    pageCount,
    list: ofPart(PARTS.visitor)
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(visitorOf),
  };
};
