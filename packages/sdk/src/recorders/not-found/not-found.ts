import type { Emit } from '../../emit.ts';
import { page } from '../../lib/page.ts';
import { whenRested } from '../../lib/when-rested.ts';
import type { Recorder } from '../../recorder.ts';

/** How a page says that it is none. */
const DECLARATION = 'meta[name=telltale][content=not-found],[data-tt-not-found]';

/** Records page views of pages that say that they are none: the tag cannot see a response's status. */
export const notFound: Recorder = (emit: Emit) => {
  let last = '';
  whenRested(() => {
    if (last === page.id || !document.querySelector(DECLARATION)) return;
    last = page.id;
    emit('page_not_found', {});
  });
  return undefined;
};
