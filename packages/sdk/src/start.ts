import { assemble } from './assemble.ts';
import { idle } from './idle.ts';
import { ignoredSelectors, maskedSelectors, textSelectors } from './marks/marks.ts';
import type { Recorder } from './recorder.ts';
import { engagement } from './recorders/engagement/engagement.ts';
import { isHashCounted, isQueryCounted } from './recorders/page-view/counted.ts';
import { pageView } from './recorders/page-view/page-view.ts';
import type { Settings } from './settings.ts';
import { persistentQueue } from './stages/persistent-queue.ts';
import { scrubbedParameters } from './stages/scrubbed-parameters.ts';
import type { Telltale } from './telltale.ts';

/** How to start the npm library. */
export interface StartOptions extends Settings {
  /** What to watch. Recorders that are not imported are not in your bundle. Default: page views and engagement. */
  recorders?: readonly Recorder[];
}

/**
 * Starts recording on this page and returns what the site calls. A second start on the same page returns the first; on a
 * server, where pages are only rendered, nothing happens.
 */
export const start = ({ recorders = [pageView, engagement], ...settings }: StartOptions): Telltale =>
  typeof document === 'undefined'
    ? idle
    : assemble(settings, [
        scrubbedParameters,
        ignoredSelectors,
        maskedSelectors,
        textSelectors,
        isQueryCounted,
        isHashCounted,
        ...(settings.isQueuePersistent === false ? [] : [persistentQueue]),
        ...recorders,
      ]);
