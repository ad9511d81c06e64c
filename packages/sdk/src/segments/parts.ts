import type { Recorder } from '../recorder.ts';
import * as named from './named.ts';

/** Every part that the tag has: in a site's tag those that the site uses. In the built tag marks tell them apart. */
export const parts: Iterable<Recorder> = Object.values(named);
