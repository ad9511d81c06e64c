import type { Recorder } from '../recorder.ts';
import * as named from './named.ts';

/** Every segment with its name. In the built tag this list stands between marks that tell the segments apart. */
export const segments: Iterable<[name: string, recorder: Recorder]> = Object.entries(named);
