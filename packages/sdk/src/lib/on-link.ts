import { closestOn } from './closest-on.ts';
import { listen } from './listen.ts';
import { marked } from './marked.ts';

/**
 * Calls `open` when the visitor opens a web address by a link: click, middle click or key. What happens in ignored elements
 * is none of ours.
 */
export const onLink = (open: (link: HTMLAnchorElement) => void): void => {
  const follow = (event: MouseEvent): void => {
    const link = closestOn(event, ':any-link') as HTMLAnchorElement | null;
    // The secondary button opens a menu. A link in a drawing (SVG) has no protocol.
    if (link && event.button < 2 && /^http/.test(link.protocol) && !closestOn(event, marked.ignored)) open(link);
  };
  listen('click', follow);
  listen('auxclick', follow);
};
