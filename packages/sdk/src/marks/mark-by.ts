import { guard } from '../lib/guard.ts';
import { marked } from '../lib/marked.ts';
import type { Recorder } from '../recorder.ts';

/** Marks elements by the selectors of a setting, beside those that are marked by attribute. */
export const markBy =
  (mark: keyof typeof marked, setting: 'ignoredSelectors' | 'maskedSelectors' | 'textSelectors'): Recorder =>
  (_emit, settings) => {
    for (const selector of settings[setting] ?? [])
      guard(() => {
        // What the browser does not understand marks nothing. Brackets left open would swallow what follows them: the `a` is there to tell.
        new DocumentFragment().querySelector(`${selector},a`);
        marked[mark] += `,${selector}`;
      });
    return undefined;
  };
