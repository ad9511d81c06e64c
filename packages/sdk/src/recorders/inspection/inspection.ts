import type { PropertiesOf } from '@telltale/protocol';
import { MAX_DURATION_MS } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { hear } from '../../lib/hear.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { later } from '../../lib/later.ts';
import { listen } from '../../lib/listen.ts';
import { page } from '../../lib/page.ts';
import { targetOf } from '../../lib/target-of.ts';
import { watchElements } from '../../lib/watch-elements.ts';
import type { Recorder } from '../../recorder.ts';

const ATTRIBUTE = 'data-tt-feature';

/** Below all three of these a feature was passed, not inspected. */
const INSPECTED_FROM = { visibleMs: 1000, hoveredMs: 300, uses: 1 };

/** A pointer that moves on sooner is on its way to somewhere else; one that rests longer was left behind. */
const RESTED_FROM_MS = 100;
const RESTED_TO_MS = 30_000;

/** Keys pressed this close together are one use, and so is the click that a key brings about. */
const SAME_USE_MS = 1000;

/** Features of one page view; more are a fault of the page. */
const MAX_FEATURES = 100;

/** Keys that only lead somewhere. */
const passingKey = /Tab|Shift|Con|Alt|Meta|Esc/;

type Dwell = PropertiesOf<'feature_inspection'>;

const nothing = { visibleMs: 0, hoveredMs: 0, focusedMs: 0, uses: 0 };

/** Whole, so that however many of them are added up to something whole. */
const clock = (): number => Math.round(performance.now());

/** Measures what visitors look at: how long a feature is seen, hovered by a resting pointer, focused; how often it is used. */
export const inspection: Recorder = later((emit: Emit, { features, inspectionFrom: from = INSPECTED_FROM }) => {
  const dwells = new Map<string, Dwell>();
  const seen = new Set<Element>();
  const crossing = new Set<Element>();
  let observers: IntersectionObserver[] | undefined;
  let pageId: string;
  let countedTo = 0;
  let isAway = isHidden();
  let pointed: Element | undefined;
  let pointedAt = 0;
  let focused: Element | undefined;
  let keyAt = -Infinity;

  /** The features around some elements: each once, however many elements it has. */
  const dwellsAround = (elements: Iterable<Element | undefined>): Iterable<Dwell> => {
    if (pageId !== page.id) dwells.clear();
    pageId = page.id;
    const met = new Set<Dwell>();
    for (const inner of elements)
      for (const feature of featuresAround(inner)) {
        const dwell = dwells.get(feature) ?? { feature, ...nothing };
        if (dwells.size < MAX_FEATURES) dwells.set(feature, dwell);
        met.add(dwell);
      }
    return met;
  };

  const add = (
    elements: Iterable<Element | undefined>,
    measure: 'visibleMs' | 'hoveredMs' | 'focusedMs' | 'uses',
    amount: number,
  ): void => {
    for (const dwell of dwellsAround(elements)) dwell[measure] = Math.min(dwell[measure] + amount, MAX_DURATION_MS);
  };

  /** Counts the time since what is seen or focused last changed. */
  const count = (): void => {
    const ms = isAway ? 0 : clock() - countedTo;
    countedTo = clock();
    add([...seen, ...crossing], 'visibleMs', ms);
    add([focused], 'focusedMs', ms);
  };

  const point = (target?: Element): void => {
    const ms = clock() - pointedAt;
    pointedAt += ms;
    if (ms >= RESTED_FROM_MS) add([pointed], 'hoveredMs', Math.min(ms, RESTED_TO_MS));
    pointed = target;
  };

  const focus = (target?: Element): void => {
    count();
    focused = target;
  };

  const use = (event: UIEvent): void => {
    if (passingKey.test((event as KeyboardEvent).code)) return;
    // Only a pointer's click says how many there were.
    if (event.detail || clock() - keyAt > SAME_USE_MS) add([targetOf(event)], 'uses', 1);
    if (!event.detail) keyAt = clock();
  };

  const observe = (into: Set<Element>, options: IntersectionObserverInit): IntersectionObserver =>
    new IntersectionObserver((entries) => {
      count();
      for (const { target, isIntersecting } of entries) into[isIntersecting ? 'add' : 'delete'](target);
    }, options);

  const featuresAround = watchElements(ATTRIBUTE, [features, ({ feature }) => feature], (element) => {
    // Half of it is seen; or it crosses the middle of the window: then it fills half of the window or is half seen.
    observers ??= [observe(seen, { threshold: 0.5 }), observe(crossing, { rootMargin: '-50% 0px' })];
    for (const observer of observers) observer.observe(element);
  });

  listen('pointermove', (event) => {
    if (event.pointerType !== 'touch') point(targetOf(event));
  });
  listen('pointerout', ({ relatedTarget }) => {
    if (!relatedTarget) point();
  });
  listen('focusin', (event) => focus(targetOf(event)));
  listen('blur', () => focus());
  listen('click keydown', use);
  listen('copy', (event) => {
    for (const dwell of dwellsAround([targetOf(event)])) dwell.isCopied = true;
  });
  listen('visibilitychange', () => {
    count();
    isAway = isHidden();
    point();
  });

  hear('settled', () => {
    count();
    point(pointed);
    // Of nothing there is never enough: 0 / 0 is no number. What adds to an inspection needs less than what makes one.
    for (const dwell of dwells.values())
      for (const [measure, least] of Object.entries(from))
        if (dwell[measure as keyof typeof from] / least >= (dwell.isContinued ? 0.1 : 1)) {
          emit('feature_inspection', dwell);
          Object.assign(dwell, nothing, { isCopied: undefined, isContinued: true });
        }
  });
  return undefined;
});
