import type { Emit } from '../../emit.ts';
import { cutText } from '../../lib/cut-text.ts';
import { page } from '../../lib/page.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import { whenRested } from '../../lib/when-rested.ts';
import type { Recorder } from '../../recorder.ts';

/** Records what a visitor searches the site for: a parameter of the page's address, in its query or in its hash. */
export const siteSearch: Recorder = (emit: Emit, { searchParameters = ['q', 'query', 'search', 's', 'keyword'] }) => {
  let last = '';
  whenRested(() => {
    // Scrubbed as a whole, so that a parameter whose value must not leave the page does not leave it here either.
    const parameters = new URLSearchParams(scrubText(location.href).replace(/[?#]/g, '&'));
    for (const name of searchParameters) {
      const term = cutText((parameters.get(name) ?? '').trim().toLowerCase());
      if (!term) continue;
      if (last === page.id + term) return;
      last = page.id + term;
      return emit('site_search', { term });
    }
  });
  return undefined;
};
