import type { Recorder } from '../recorder.ts';
import { askMembers } from './ask-members.ts';
import { audience } from './audience.ts';
import { changeHtml } from './change-html.ts';
import { changeImage } from './change-image.ts';
import { changePlace } from './change-place.ts';
import { experiments } from './experiments.ts';
import { redirects } from './redirects.ts';

/** Runs experiments, whatever they use: the tag of a site has only those parts that its own use. */
export const everyExperiment: Recorder = (emit, settings) => {
  for (const part of [askMembers, audience, changeHtml, changeImage, changePlace, redirects]) part(emit, settings);
  return experiments(emit, settings);
};
