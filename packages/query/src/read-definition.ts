import type { z } from 'zod';
import { definitionError } from './definition-error.ts';
import { isDeep } from './is-deep.ts';
import { QuestionError } from './question.ts';

/** Far more than the filters that can be compiled need, and far less than the schema's own recursion can follow. */
const MAX_LEVELS = 100;

/** Reads what someone sent as a definition. @throws QuestionError that names the culprit and what is known there */
export const readDefinition = <Definition>(schema: z.ZodType<Definition>, body: unknown): Definition => {
  if (isDeep(body, MAX_LEVELS))
    throw new QuestionError(
      'too_deep',
      '',
      `The definition's lists and objects lie more than ${MAX_LEVELS} levels deep in each other: flatten its filters.`,
    );
  const parsed = (() => {
    try {
      return schema.safeParse(body);
    } catch {
      // zod measures what has a `length`, and throws where that becomes no number.
      throw new QuestionError(
        'invalid_definition',
        '',
        'It holds an object whose "length" is an object; only texts and lists have a length here.',
      );
    }
  })();
  if (!parsed.success) throw definitionError(parsed.error, body);
  return parsed.data;
};
