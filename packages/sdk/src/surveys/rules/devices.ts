import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** Shorter sides below this, in CSS pixels, are phones'. */
const TABLET_FROM_PX = 600;

/** Holds surveys back on other devices. What is pointed at with a finger is a phone, or, when it is large, a tablet. */
export const surveyDevices: Recorder = () => {
  gates.devices = ({ devices }) => {
    const touched = Math.min(screen.width, screen.height) < TABLET_FROM_PX ? 'mobile' : 'tablet';
    return !!devices && !devices.includes(matchMedia('(pointer:coarse)').matches ? touched : 'desktop');
  };
  return undefined;
};
