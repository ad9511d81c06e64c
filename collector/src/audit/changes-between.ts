import type { AuditChange } from '@telltale/store';

/** What is longer, such as a long list of surveys, is told by its size: the log is for people to read. */
const MOST_CHARACTERS = 4_000;

const shown = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  return text !== undefined && text.length > MOST_CHARACTERS ? `(${text.length} characters of JSON)` : value;
};

/** What differs between two states of settings, field by field. Secrets never stand in settings. */
export const changesBetween = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): AuditChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: shown(before[field]), to: shown(after[field]) }));
