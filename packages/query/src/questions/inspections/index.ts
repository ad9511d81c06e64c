import { type BrokenDown, brokenDown } from '../../broken-down.ts';
import type { Question } from '../../question.ts';
import { compileInspections } from './compile.ts';
import { decodeInspections } from './decode.ts';
import { type InspectionsDefinition, inspectionsDefinition } from './definition.ts';
import type { InspectionsResult } from './result.ts';

/** The league table of features. */
export const inspections: Question<'inspections', InspectionsDefinition, BrokenDown<InspectionsResult>> = brokenDown(
  {
    kind: 'inspections',
    title: 'Inspections',
    definition: inspectionsDefinition,
    compile: compileInspections,
    decode: decodeInspections,
  },
  { events: () => [{ kind: 'feature_inspection' }], ofWhole: ['people'] },
);
