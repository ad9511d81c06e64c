import type { ExperimentSettings, Settings } from '../settings.ts';

/** The experiments that may run on this page: none where its author looks at a preview, so that no result has that. */
export const experimentsHere = ({ experiments = [] }: Pick<Settings, 'experiments'>): readonly ExperimentSettings[] =>
  /[?&]tt_preview=/.test(location.search) ? [] : experiments;
