import type { Emit } from '../../emit.ts';
import { hear } from '../../lib/hear.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { newId } from '../../lib/new-id.ts';
import { page } from '../../lib/page.ts';
import type { Recorder } from '../../recorder.ts';
import type { Settings } from '../../settings.ts';

/** What the lazy piece offers. */
export interface VitalsPiece {
  watchVitals(emit: Emit): void;
}

/**
 * The browser keeps the measurements for us; until then, and until it has loaded, the page has better things to load. Whoever
 * leaves sooner sends none: what would measure them is not here, and a page that closes waits for nothing.
 */
const LOAD_AFTER_MS = 5000;

/**
 * Measures web vitals with a piece that `load` brings when the page has settled down. They are the loaded document's: they
 * belong to the page view it began with, or was restored with, whichever page the visitor is on by then.
 */
export const webVitalsFrom =
  (loadVitals: (settings: Settings) => Promise<VitalsPiece>): Recorder =>
  (emit: Emit, settings) => {
    let loaded: typeof page | undefined;

    const emitLoaded: Emit = (...event) => {
      const current = { ...page };
      Object.assign(page, loaded);
      emit(...event);
      Object.assign(page, current);
    };

    const begin = (): void => {
      if (isHidden() || document.readyState !== 'complete') setTimeout(begin, LOAD_AFTER_MS);
      else
        loadVitals(settings).then(
          ({ watchVitals }) => watchVitals(emitLoaded),
          // Blocked or away: the page goes without.
          () => {},
        );
    };

    hear('emitted', ({ kind }) => {
      // A restore from the back/forward cache is measured anew, at the same address.
      if (kind === 'page_view' && (!loaded || page.url === loaded.url)) loaded = { ...page };
    });
    hear('renewed', () => {
      // Not even the page links what follows to what came before.
      if (loaded) loaded.id = newId();
    });
    setTimeout(begin, LOAD_AFTER_MS);
    return undefined;
  };
