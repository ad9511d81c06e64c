import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { RowBinaryReader } from '../../sql/row-binary.ts';
import type { LiveDefinition } from './definition.ts';
import type { LivePage, LiveResult, LiveVisitor } from './result.ts';
import { MINUTE_MS, windowOf } from './window.ts';

/** Who did something within this time is active. */
const ACTIVE_MS = 5 * MINUTE_MS;

const readVisitor = (reader: RowBinaryReader): LiveVisitor => {
  const [visitorId, sessionId] = [reader.id64(), reader.id64()];
  const [sessionStartedAt, lastSeenAt, pageViews] = [reader.float64(), reader.float64(), reader.uint32()];
  const place = Array.from({ length: reader.length() }, () => reader.text());
  const [path = '', country = '', device = '', browser = '', channel = '', source = '', customerId = ''] = place;
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

const mostVisited = (visitorsByPath: ReadonlyMap<string, number>, limit: number): LivePage[] =>
  [...visitorsByPath]
    .map(([path, visitors]) => ({ path, visitors }))
    .sort((a, b) => b.visitors - a.visitors || (a.path < b.path ? -1 : 1))
    .slice(0, limit);

/** Reads the answer, visitor by visitor, and counts: every minute of the window, also those in which nothing happened. */
export const decodeLive = (
  answer: readonly Row[] | Uint8Array,
  definition: LiveDefinition,
  context: QuestionContext,
): LiveResult => {
  const reader = new RowBinaryReader(bytesOf(answer));
  const range = windowOf(definition, context);
  const perMinute = Array.from({ length: definition.minutes }, (_, index) => ({
    startAt: range.startAt + index * MINUTE_MS,
    visitors: 0,
    events: 0,
  }));
  const visitorsByPath = new Map<string, number>();
  const list: LiveVisitor[] = [];
  let visitors = 0;
  let activeVisitors = 0;
  while (!reader.isAtEnd()) {
    const visitor = readVisitor(reader);
    visitors++;
    if (context.nowMs - visitor.lastSeenAt < ACTIVE_MS) activeVisitors++;
    visitorsByPath.set(visitor.path, (visitorsByPath.get(visitor.path) ?? 0) + 1);
    if (list.length < definition.visitors) list.push(visitor);
    for (let left = reader.length(); left > 0; left--) {
      const minute = perMinute[reader.uint8()];
      const events = reader.uint32();
      if (!minute) continue;
      minute.visitors++;
      minute.events += events;
    }
  }
  return {
    range,
    visitors,
    activeVisitors,
    perMinute,
    pages: mostVisited(visitorsByPath, definition.pages),
    pageCount: visitorsByPath.size,
    list,
  };
};
