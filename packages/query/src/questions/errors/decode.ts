import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import { resolveRange } from '../../time/range.ts';
import type { ErrorsDefinition } from './definition.ts';
import type { ErrorsResult, Fault } from './result.ts';

const figuresOf = (row: Row | undefined) => ({
  occurrences: Number(row?.occurrences ?? 0),
  visitors: Number(row?.visitors ?? 0),
  sessions: Number(row?.sessions ?? 0),
});

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder: Readonly<Record<ErrorsDefinition['order'], (a: Fault, b: Fault) => number>> = {
  visitors: (a, b) => b.visitors - a.visitors || b.occurrences - a.occurrences,
  occurrences: (a, b) => b.occurrences - a.occurrences || b.visitors - a.visitors,
  last_seen: (a, b) => b.lastSeenAt - a.lastSeenAt,
  first_seen: (a, b) => b.firstSeenAt - a.firstSeenAt,
};

/** Reads the total and the faults. */
export const decodeErrors = (
  answer: readonly Row[] | Uint8Array,
  definition: ErrorsDefinition,
  context: QuestionContext,
): ErrorsResult => {
  const range = resolveRange(definition.range, context);
  const rows = rowsOf(answer);
  const total = rows.find((row) => Number(row.is_total) === 1);
  const faults = rows
    .filter((row) => row !== total)
    .map((row): Fault => {
      const firstSeenAt = Number(row.first_seen);
      const pages = row.pages as readonly [string, string | number][];
      return {
        ...figuresOf(row),
        fingerprint: String(row.fault),
        origin: String(row.origin),
        message: String(row.message),
        source: String(row.source),
        firstSeenAt,
        lastSeenAt: Number(row.last_seen),
        isNew: firstSeenAt >= range.startAt,
        pageCount: Number(row.count_or_pages),
        pages: pages.map(([path, occurrences]) => ({ path, occurrences: Number(occurrences) })),
      };
    })
    .sort((a, b) => inOrder[definition.order](a, b) || compareText(a.fingerprint, b.fingerprint));
  return { range, total: figuresOf(total), count: Number(total?.count_or_pages ?? 0), faults };
};
