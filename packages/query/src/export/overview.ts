import type { CompiledQuery, QuestionContext, Row } from '../question.ts';
import { render, sql } from '../sql/fragment.ts';
import type { Span } from '../time/range.ts';
import { resolveRange } from '../time/range.ts';
import { chosenEvents } from './chosen.ts';
import type { ExportDefinition } from './definition.ts';

/** What one kind's events of an export have. */
export interface ExportedKind {
  kind: string;
  events: number;
  /** Names under which properties are stored: `orderId`, `props.plan`. Empty unless they were asked for. */
  names: string[];
  hasMoney: boolean;
}

/** What an export will hold. */
export interface ExportOverview {
  events: number;
  /** The range cut where the store cuts it, by UTC months; those without events are left out. */
  parts: Span[];
  kinds: ExportedKind[];
}

/** Compiles the question what an export will hold. `withNames` asks for the names of properties too, which reads more. */
export const compileExportOverview = (
  definition: ExportDefinition,
  context: QuestionContext,
  { withNames }: { withNames: boolean },
): CompiledQuery => {
  const names = withNames
    ? sql`arrayConcat(distinctJSONPaths(dimensions), distinctJSONPaths(measures))`
    : sql`emptyArrayString()`;
  return {
    ...render(sql`SELECT toYYYYMM(time, 'UTC') AS month, kind, count() AS events, ${names} AS names, countIf(currency != '') > 0 AS has_money
FROM ${chosenEvents(definition, context)} GROUP BY month, kind ORDER BY month, kind`),
    answer: 'rows',
  };
};

const monthSpan = (month: number): Span => {
  const [year, index] = [Math.floor(month / 100), (month % 100) - 1];
  return { startAt: Date.UTC(year, index), endAt: Date.UTC(year, index + 1) };
};

/** Reads the answer to what an export will hold. */
export const decodeExportOverview = (
  rows: readonly Row[],
  { range }: ExportDefinition,
  context: QuestionContext,
): ExportOverview => {
  const whole = resolveRange(range, context);
  const kinds = new Map<string, ExportedKind>();
  for (const row of rows) {
    const kind = String(row.kind);
    const known = kinds.get(kind) ?? { kind, events: 0, names: [], hasMoney: false };
    const names = Array.isArray(row.names) ? row.names.map(String) : [];
    kinds.set(kind, {
      kind,
      events: known.events + Number(row.events),
      names: [...new Set([...known.names, ...names])],
      hasMoney: known.hasMoney || Number(row.has_money) > 0,
    });
  }
  const months = [...new Set(rows.map((row) => Number(row.month)))].map(monthSpan);
  return {
    events: [...kinds.values()].reduce((sum, { events }) => sum + events, 0),
    parts: months.map(({ startAt, endAt }) => ({
      startAt: Math.max(startAt, whole.startAt),
      endAt: Math.min(endAt, whole.endAt),
    })),
    kinds: [...kinds.values()],
  };
};
