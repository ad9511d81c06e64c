import type { Emit } from '../emit.ts';
import { guard } from '../lib/guard.ts';
import { hear } from '../lib/hear.ts';
import { page } from '../lib/page.ts';
import type { Recorder } from '../recorder.ts';
import type { ExperimentWindow } from './experimenting.ts';
import { experimentsHere } from './experiments-here.ts';
import { runExperiments } from './run-experiments.ts';

/**
 * Records what experiments tell, and answers which variant a visitor sees. They run since the script in the page's head came; where a
 * page has none, from now on.
 */
export const experiments: Recorder = (emit: Emit, settings) => {
  const { listen, renew, variant, referrer } =
    (window as ExperimentWindow).__telltaleExperiments ?? runExperiments(experimentsHere(settings));
  if (referrer !== undefined) page.referrer = referrer;
  listen(emit);
  hear('renewed', renew);
  return { variant: (id, element) => guard(() => variant(id, element)) };
};
