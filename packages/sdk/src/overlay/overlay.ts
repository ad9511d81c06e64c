import type { Recorder } from '../recorder.ts';
import type { Settings } from '../settings.ts';

/** What the lazy piece offers. */
export interface OverlayPiece {
  openOverlay(emit: Parameters<Recorder>[0], settings: Settings): Promise<void>;
}

/** Opens what the dashboard has sent somebody here for: only then its code is loaded. */
export const overlayFrom =
  (loadOverlay: (settings: Settings) => Promise<OverlayPiece>): Recorder =>
  (emit, settings) => {
    if (/[#?&]tt_(overlay|preview)=/.test(location.href))
      loadOverlay(settings).then(({ openOverlay }) => openOverlay(emit, settings));
    return undefined;
  };
