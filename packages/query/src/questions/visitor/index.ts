import type { Question } from '../../question.ts';
import { compileVisitor } from './compile.ts';
import { decodeVisitor } from './decode.ts';
import { type VisitorDefinition, visitorDefinition } from './definition.ts';
import type { VisitorResult } from './result.ts';

/** All that one visitor or customer did. */
export const visitor: Question<'visitor', VisitorDefinition, VisitorResult> = {
  kind: 'visitor',
  title: 'Visitor',
  definition: visitorDefinition,
  compile: compileVisitor,
  decode: decodeVisitor,
};
