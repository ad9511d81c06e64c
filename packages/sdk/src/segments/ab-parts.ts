import type { Recorder } from '../recorder.ts';
import * as named from './ab-named.ts';

/** Every part that the script of the experiments has. In the built script marks tell them apart. */
export const parts: Iterable<Recorder> = Object.values(named);
