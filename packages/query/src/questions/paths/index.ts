import { askedAgain, type Compared } from '../../asked-again.ts';
import { type BrokenDown, brokenDown } from '../../broken-down.ts';
import type { Question } from '../../question.ts';
import { compilePaths } from './compile.ts';
import { decodePaths } from './decode.ts';
import { type PathsDefinition, pathsDefinition } from './definition.ts';
import type { PathsResult } from './result.ts';

/** Which ways people take from a page or an event, or to one. */
export const paths: Question<'paths', PathsDefinition, BrokenDown<Compared<PathsResult>>> = brokenDown(
  askedAgain(
    {
      kind: 'paths',
      title: 'Paths',
      definition: pathsDefinition,
      compile: compilePaths,
      decode: decodePaths,
    },
    ['people'],
  ),
  { events: ({ nodes }) => nodes, ofWhole: ['people'] },
);
