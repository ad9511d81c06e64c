import { guard } from '../lib/guard.ts';
import type { ChangeSettings } from '../settings.ts';
import type { Made } from './made.ts';
import { makeChange } from './make-change.ts';
import { moving } from './moving.ts';

/** Whoever overwrites a change this often wants it otherwise: the page wins. */
const MAX_REPETITIONS = 20;

/** More elements than a change can mean to concern. */
const MAX_ELEMENTS = 200;

/** Changes that are kept on the page. */
export interface Applied {
  /** Makes what is not made yet, and again what the page has overwritten. */
  apply(): void;
  /** Puts back what the page had. */
  revert(): void;
}

/** Keeps changes on a page, whatever it draws anew; `apply` is to be called whenever it changed. */
export const applyChanges = (changes: readonly ChangeSettings[]): Applied => {
  const kept = (moving.inOrder?.(changes) ?? changes).map((change) => ({
    change,
    made: new Map<Element, { one: Made; times: number }>(),
  }));

  const make = (element: Element, { change, made }: (typeof kept)[number], times: number): void => {
    const one = makeChange(element, change);
    if (one) made.set(element, { one, times });
  };

  return {
    apply() {
      for (const keeping of kept)
        for (const [element, { one, times }] of [...keeping.made])
          if (!element.isConnected || (times < MAX_REPETITIONS && !one.holds())) {
            one.undo();
            keeping.made.delete(element);
            // What was moved out of a part that the page drew anew is gone now.
            if (element.isConnected) make(element, keeping, times + 1);
          }
      const found = moving.find?.(kept);
      for (const keeping of kept) {
        const { change, made } = keeping;
        if (made.size === 1 && moving.isAstray?.(change.selector)) continue;
        // What the browser does not understand means nothing.
        guard(() => {
          for (const element of found?.get(change) ?? document.querySelectorAll(change.selector)) {
            if (made.size >= MAX_ELEMENTS) break;
            if (!made.has(element)) make(element, keeping, 0);
          }
        });
      }
    },
    revert() {
      for (const { made } of kept.toReversed()) {
        for (const { one } of [...made.values()].toReversed()) guard(one.undo);
        made.clear();
      }
    },
  };
};
