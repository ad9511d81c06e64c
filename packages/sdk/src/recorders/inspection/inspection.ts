import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { around } from '../../lib/around.ts';
import { guard } from '../../lib/guard.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { listen } from '../../lib/listen.ts';
import { onPageSettled } from '../../lib/page.ts';
import { targetOf } from '../../lib/target-of.ts';
import { watchElements } from '../../lib/watch-elements.ts';
import { wholeMs } from '../../lib/whole-ms.ts';
import type { Recorder } from '../../recorder.ts';

const ATTRIBUTE = 'data-tt-feature';

/** Below all three of these a feature was passed, not inspected: seen, hovered, used. */
const SEEN_FROM_MS = 1000;
const HOVERED_FROM_MS = 300;
const USED_FROM = 1;

/** A pointer that moves on sooner is on its way to somewhere else; one that rests longer was left behind. */
const RESTED_FROM_MS = 100;
const RESTED_TO_MS = 30_000;

/** Keys pressed this close together are one use, and so is the click that a key brings about. */
const SAME_USE_MS = 1000;

/** Features of one page view; more are a fault of the page. */
const MAX_FEATURES = 100;

/** Keys that only lead somewhere. */
const passingKey = /Tab|Shift|Control|Alt|Meta|Escape/;

type Dwell = PropertiesOf<'feature_inspection'>;

/** Measures what visitors look at: how long a feature is seen, hovered by a resting pointer, focused; how often it is used. */
export const inspection: Recorder = (emit: Emit) => {
  const dwells = new Map<string, Dwell>();
  const seen = new Set<Element>();
  const crossing = new Set<Element>();
  let countedTo = 0;
  let isAway = isHidden();
  let pointed: Element | undefined;
  let pointedAt = 0;
  let focused: Element | undefined;
  let keyAt = -Infinity;

  /** Calls `change` for each feature around some elements: once, however many elements it has. */
  const changeAround = (elements: Iterable<Element | undefined>, change: (dwell: Dwell) => void): void => {
    const changed = new Set<Dwell>();
    for (const inner of elements)
      for (let element: Element | null | undefined = inner; element; element = around(element)) {
        const feature = element.getAttribute(ATTRIBUTE);
        if (!feature || (dwells.size >= MAX_FEATURES && !dwells.has(feature))) continue;
        const dwell = dwells.get(feature) ?? { feature, visibleMs: 0, hoveredMs: 0, focusedMs: 0, uses: 0 };
        dwells.set(feature, dwell);
        if (!changed.has(dwell)) change(dwell);
        changed.add(dwell);
      }
  };

  /** Counts the time since what is seen or focused last changed. */
  const count = (): void => {
    const now = performance.now();
    const ms = isAway ? 0 : now - countedTo;
    countedTo = now;
    changeAround([...seen, ...crossing], (dwell) => {
      dwell.visibleMs += ms;
    });
    changeAround([focused], (dwell) => {
      dwell.focusedMs += ms;
    });
  };

  const point = (target: Element | undefined): void => {
    const now = performance.now();
    const ms = now - pointedAt;
    if (ms >= RESTED_FROM_MS)
      changeAround([pointed], (dwell) => {
        dwell.hoveredMs += Math.min(ms, RESTED_TO_MS);
      });
    pointed = target;
    pointedAt = now;
  };

  const focus = (target: Element | undefined): void => {
    count();
    focused = target;
  };

  const use = (event: Event): void => changeAround([targetOf(event)], (dwell) => void dwell.uses++);

  const observe = (into: Set<Element>, options: IntersectionObserverInit): IntersectionObserver =>
    new IntersectionObserver((entries) => {
      guard(count);
      for (const { target, isIntersecting } of entries) into[isIntersecting ? 'add' : 'delete'](target);
    }, options);

  // Half of it is seen; or it crosses the middle of the window: then it fills half of the window or is half seen.
  const observers = [observe(seen, { threshold: 0.5 }), observe(crossing, { rootMargin: '-50% 0px' })];
  watchElements(ATTRIBUTE, (element) => {
    for (const observer of observers) observer.observe(element);
  });

  listen('pointermove', (event) => {
    if (event.pointerType !== 'touch') point(targetOf(event));
  });
  listen('pointerout', ({ relatedTarget }) => {
    if (!relatedTarget) point(undefined);
  });
  listen('focusin', (event) => focus(targetOf(event)));
  listen('blur', () => focus(undefined));
  listen('click', (event) => {
    if (event.detail || performance.now() - keyAt > SAME_USE_MS) use(event);
  });
  listen('keydown', (event) => {
    if (passingKey.test(event.code)) return;
    if (performance.now() - keyAt > SAME_USE_MS) use(event);
    keyAt = performance.now();
  });
  listen('copy', (event) =>
    changeAround([targetOf(event)], (dwell) => {
      dwell.isCopied = true;
    }),
  );
  listen('visibilitychange', () => {
    count();
    isAway = isHidden();
    if (isAway) point(undefined);
  });

  onPageSettled(() => {
    count();
    point(pointed);
    for (const dwell of dwells.values()) {
      const { visibleMs, hoveredMs, focusedMs, uses } = dwell;
      if (visibleMs < SEEN_FROM_MS && hoveredMs < HOVERED_FROM_MS && uses < USED_FROM) continue;
      emit('feature_inspection', {
        ...dwell,
        visibleMs: wholeMs(visibleMs),
        hoveredMs: wholeMs(hoveredMs),
        focusedMs: wholeMs(focusedMs),
      });
    }
    dwells.clear();
  });
  return undefined;
};
