import type { Question } from '../../question.ts';
import { compileForms } from './compile.ts';
import { decodeForms } from './decode.ts';
import { type FormsDefinition, formsDefinition } from './definition.ts';
import type { FormsResult } from './result.ts';

/** Forms, field by field. */
export const forms: Question<'forms', FormsDefinition, FormsResult> = {
  kind: 'forms',
  title: 'Forms',
  definition: formsDefinition,
  compile: compileForms,
  decode: decodeForms,
};
