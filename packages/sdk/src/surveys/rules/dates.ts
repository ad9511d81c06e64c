import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** Holds surveys back before they begin and after they have ended. */
export const surveyDates: Recorder = () => {
  gates.dates = ({ dates: [fromAt, toAt] = [0, 0] }) => Date.now() < fromAt || (toAt > 0 && Date.now() >= toAt);
  return undefined;
};
