import type { z } from 'zod';
import { nearestFirst, suggestion } from './nearest.ts';
import { QuestionError } from './question.ts';

type Issue = z.core.$ZodIssue;

/** Of the forms that a definition could have taken, the one that is meant is the one with the fewest mistakes. */
const plainest = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue;
  const [closest] = [...issue.errors].filter(([first]) => first).sort((a, b) => a.length - b.length);
  const [inner] = closest ?? [];
  return inner ? plainest({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
};

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );

/** A message must stay readable, whatever was written. */
const MAX_QUOTED = 120;

const quoted = (written: unknown): string => {
  const text = JSON.stringify(written);
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
};

/** Turns what the schema found into the one error that helps most: the culprit's path, what was expected, what is known. */
export const definitionError = ({ issues }: z.core.$ZodError, body: unknown): QuestionError => {
  const [first] = issues;
  if (!first) return new QuestionError('invalid_definition', '', 'The definition is not valid.');
  const issue = plainest(first);
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'invalid_value') return new QuestionError('invalid_definition', path, issue.message);
  const written = valueAt(body, issue.path);
  const known = nearestFirst(typeof written === 'string' ? written : '', issue.values.map(String));
  const said = written === undefined ? 'Nothing is written here.' : `${quoted(written)} is not known here.`;
  return new QuestionError('invalid_definition', path, `${said} ${suggestion(known)}`, known);
};
