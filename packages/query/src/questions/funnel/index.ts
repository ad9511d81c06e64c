import { askedAgain, type Compared } from '../../asked-again.ts';
import type { Question } from '../../question.ts';
import { compileFunnel } from './compile.ts';
import { decodeFunnel } from './decode.ts';
import { type FunnelDefinition, funnelDefinition } from './definition.ts';
import type { FunnelResult } from './result.ts';

/** How many of those who enter go through all the steps. */
export const funnel: Question<'funnel', FunnelDefinition, Compared<FunnelResult>> = askedAgain(
  {
    kind: 'funnel',
    title: 'Funnel',
    definition: funnelDefinition,
    compile: compileFunnel,
    decode: decodeFunnel,
  },
  ['people'],
);
