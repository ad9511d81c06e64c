import { closest } from './closest.ts';
import { listen } from './listen.ts';
import { marked } from './marked.ts';
import { targetOf } from './target-of.ts';

const openers = new Set<(link: HTMLAnchorElement) => void>();

const follow = (event: MouseEvent): void => {
  const target = targetOf(event);
  const link = closest(target, ':any-link') as HTMLAnchorElement | undefined;
  // The secondary button opens a menu. A link in a drawing (SVG) has no protocol.
  if (link && event.button < 2 && /^http/.test(link.protocol) && !closest(target, marked.ignored))
    for (const open of openers) open(link);
};

/**
 * Calls `open` when the visitor opens a web address by a link: click, middle click or key. What happens in ignored elements
 * is none of ours.
 */
export const onLink = (open: (link: HTMLAnchorElement) => void): void => {
  openers.add(open);
  listen('click auxclick', follow);
};
