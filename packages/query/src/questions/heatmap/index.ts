import { type BrokenDown, brokenDown } from '../../broken-down.ts';
import type { Question } from '../../question.ts';
import { compileHeatmap } from './compile.ts';
import { decodeHeatmap } from './decode.ts';
import { type HeatmapDefinition, heatmapDefinition } from './definition.ts';
import type { HeatmapResult } from './result.ts';

/** Where on a page visitors click, how long they stay and how far down they come. */
export const heatmap: Question<'heatmap', HeatmapDefinition, BrokenDown<HeatmapResult>> = brokenDown(
  {
    kind: 'heatmap',
    title: 'Heatmap',
    definition: heatmapDefinition,
    compile: compileHeatmap,
    decode: decodeHeatmap,
  },
  {
    events: ({ page }) => [{ kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: [page] }] }],
    ofWhole: ['people'],
  },
);
