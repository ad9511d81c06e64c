import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** Holds inline surveys back where the page has no place for them. */
export const surveyPlace: Recorder = () => {
  gates.place = ({ selector }) => !!selector && !document.querySelector(selector);
  return undefined;
};
