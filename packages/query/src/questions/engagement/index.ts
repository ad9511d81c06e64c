import { type BrokenDown, brokenDown } from '../../broken-down.ts';
import type { Question } from '../../question.ts';
import { compileEngagement } from './compile.ts';
import { decodeEngagement } from './decode.ts';
import { type EngagementDefinition, engagementDefinition } from './definition.ts';
import type { EngagementResult } from './result.ts';

/** How much people do and how often they come back to buy. */
export const engagement: Question<'engagement', EngagementDefinition, BrokenDown<EngagementResult>> = brokenDown(
  {
    kind: 'engagement',
    title: 'Engagement',
    definition: engagementDefinition,
    compile: compileEngagement,
    decode: decodeEngagement,
  },
  { events: () => [{ kind: 'page_view' }], ofWhole: ['people'] },
);
