import type { Question } from '../../question.ts';
import { compileExperiment } from './compile.ts';
import { decodeExperiment } from './decode.ts';
import { type ExperimentDefinition, experimentDefinition } from './definition.ts';
import type { ExperimentResult } from './result.ts';

/** What an experiment's variants did to visitors, and whether that is more than chance. */
export const experiment: Question<'experiment', ExperimentDefinition, ExperimentResult> = {
  kind: 'experiment',
  title: 'Experiment',
  definition: experimentDefinition,
  compile: compileExperiment,
  decode: decodeExperiment,
};
