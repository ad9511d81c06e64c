import { assemble } from './assemble.ts';
import type { Recorder } from './recorder.ts';
import { engagement } from './recorders/engagement/engagement.ts';
import { pageView } from './recorders/page-view/page-view.ts';
import type { Settings } from './settings.ts';
import type { Telltale } from './telltale.ts';

/** How to start the npm library. */
export interface StartOptions extends Settings {
  /** What to watch. Recorders that are not imported are not in your bundle. Default: page views and engagement. */
  recorders?: readonly Recorder[];
}

/** Starts recording on this page and returns what the site calls. A second start on the same page returns the first. */
export const start = ({ recorders = [pageView, engagement], ...settings }: StartOptions): Telltale =>
  assemble(settings, recorders);
