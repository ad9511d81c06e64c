import { visitorId } from '../../identity/visitor.ts';
import { hashText } from '../../lib/hash-text.ts';
import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** Holds a survey back from all but a share of the visitors: always the same ones, others for each survey. */
export const surveyShare: Recorder = () => {
  gates.shareRatio = ({ id, shareRatio = 1 }) => hashText(`${visitorId()}.survey.${id}`) / 2 ** 32 >= shareRatio;
  return undefined;
};
