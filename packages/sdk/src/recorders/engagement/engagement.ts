import type { Emit } from '../../emit.ts';
import { hear } from '../../lib/hear.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { listen } from '../../lib/listen.ts';
import type { Recorder } from '../../recorder.ts';

/** A visitor who does nothing for this long reads no more: long enough for a screenful of text. */
const IDLE_MS = 30_000;

/** Less is not worth an event; a page that is left hides twice, some ms apart. */
const WORTH_MS = 100;

/** A crash loses this much at the most. */
const INCREMENT_MS = 30_000;

/** Scrolling is measured when it has rested, so that reading a height costs no layout of its own. */
const SCROLL_RESTED_MS = 250;

/**
 * Measures how long a page is visible *and* used, and how far down the visitor came. Emits increments: when the page
 * hides or ends, and after each half minute of engagement.
 */
export const engagement: Recorder = (emit: Emit) => {
  let engagedMs = 0;
  let depthRatio = 0;
  let countedTo = 0;
  let engagedUntil = 0;
  let measuring: ReturnType<typeof setTimeout> | undefined;

  const measureDepth = (): void => {
    measuring = undefined;
    depthRatio = Math.max(depthRatio, Math.min(1, (scrollY + innerHeight) / document.documentElement.scrollHeight));
  };

  const report = (): void => {
    if (engagedMs < WORTH_MS) return;
    emit('page_engagement', {
      engagedMs: Math.round(engagedMs),
      scrollDepthRatio: Number(depthRatio.toFixed(2)),
    });
    engagedMs = 0;
  };

  /** Counts the time up to now, as far as the last activity carries. */
  const settle = (): void => {
    const now = performance.now();
    engagedMs += Math.max(0, Math.min(now, engagedUntil) - countedTo);
    countedTo = now;
  };

  const act = (): void => {
    settle();
    engagedUntil = isHidden() ? 0 : countedTo + IDLE_MS;
    if (engagedMs > INCREMENT_MS) report();
  };

  listen('pointerdown pointermove keydown wheel visibilitychange', act);
  listen('scroll', () => {
    act();
    if (!measuring) measuring = setTimeout(measureDepth, SCROLL_RESTED_MS);
  });
  hear('settled', () => {
    settle();
    measureDepth();
    report();
    depthRatio = 0;
  });
  act();
  return undefined;
};
