import type { Recorder } from './recorder.ts';
import { engagement } from './recorders/engagement/engagement.ts';
import { pageView } from './recorders/page-view/page-view.ts';

/**
 * What the tag can watch, by the names that a site's configuration uses. Each one is a segment of the built file: whoever
 * serves the tag can cut out those that the site does not use.
 */
export const segments: readonly (readonly [name: string, recorder: Recorder])[] = [
  ['page-view', pageView],
  ['engagement', engagement],
];
