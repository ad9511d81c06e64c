import { answers } from './answers/index.ts';
import { breakdown } from './breakdown/index.ts';
import { campaigns } from './campaigns/index.ts';
import { checkouts } from './checkouts/index.ts';
import { engagement } from './engagement/index.ts';
import { errors } from './errors/index.ts';
import { experiment } from './experiment/index.ts';
import { forms } from './forms/index.ts';
import { funnel } from './funnel/index.ts';
import { heatmap } from './heatmap/index.ts';
import { inspections } from './inspections/index.ts';
import { live } from './live/index.ts';
import { paths } from './paths/index.ts';
import { retention } from './retention/index.ts';
import { segment } from './segment/index.ts';
import { segmentOverlap } from './segment-overlap/index.ts';
import { segmentProfile } from './segment-profile/index.ts';
import { segmentSize } from './segment-size/index.ts';
import { survey } from './survey/index.ts';
import { trend } from './trend/index.ts';
import { visitor } from './visitor/index.ts';
import { vitals } from './vitals/index.ts';

/**
 * Every kind of question there is. A new one is a folder beside these and a line here. What became of the events on their way (received,
 * stored, refused, bots, late, dropped) is none: the collector knows of more than lies in the events, and tells it by its own API.
 */
export const questions = [
  trend,
  breakdown,
  inspections,
  heatmap,
  funnel,
  segment,
  segmentSize,
  segmentOverlap,
  segmentProfile,
  checkouts,
  forms,
  retention,
  paths,
  campaigns,
  engagement,
  survey,
  answers,
  live,
  vitals,
  errors,
  experiment,
  visitor,
] as const;
