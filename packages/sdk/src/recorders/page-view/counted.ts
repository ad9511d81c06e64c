import { countAlso } from '../../lib/page.ts';
import type { Recorder } from '../../recorder.ts';

/** Another query makes another page, where the site says so. */
export const isQueryCounted: Recorder = (_emit, settings) => {
  if (settings.isQueryCounted) countAlso('search');
  return undefined;
};

/** Another hash makes another page, where the site says so. */
export const isHashCounted: Recorder = (_emit, settings) => {
  if (settings.isHashCounted) countAlso('hash');
  return undefined;
};
