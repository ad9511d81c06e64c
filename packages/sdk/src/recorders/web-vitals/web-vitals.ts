import type { Emit } from '../../emit.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import type { Recorder } from '../../recorder.ts';
import type { Settings } from '../../settings.ts';

/** What the lazy piece offers. */
export interface VitalsPiece {
  watchVitals(emit: Emit): void;
}

/** The browser keeps the measurements for us; until then the page has better things to load. */
const LOAD_AFTER_MS = 5000;

/** Measures web vitals with a piece that `load` brings when the page has settled down. */
export const webVitalsFrom =
  (load: (settings: Settings) => Promise<VitalsPiece>): Recorder =>
  (emit: Emit, settings) => {
    const begin = (): void => {
      if (isHidden()) document.addEventListener('visibilitychange', begin, { once: true });
      else
        load(settings).then(
          ({ watchVitals }) => watchVitals(emit),
          // Blocked or away: the page goes without.
          () => {},
        );
    };
    setTimeout(begin, LOAD_AFTER_MS);
    return undefined;
  };
