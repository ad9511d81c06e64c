import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { guard } from '../../lib/guard.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { listen } from '../../lib/listen.ts';
import { beginPage, page, settlePage } from '../../lib/page.ts';
import type { Recorder } from '../../recorder.ts';

type Navigation = NonNullable<PropertiesOf<'page_view'>['navigation']>;

/**
 * Counts the pages a visitor sees: the one that was loaded once it is visible, then each changed path through `pushState`,
 * back/forward or the Navigation API, and a restore from the back/forward cache. `replaceState` never makes a page view.
 */
export const pageView: Recorder = (emit: Emit, { isQueryCounted, isHashCounted }) => {
  let due: Navigation | undefined = 'load';
  let counted = '';

  /** What makes an address another page. */
  const keyOf = (url: string): string => {
    const { pathname, search, hash } = new URL(url);
    return pathname + (isQueryCounted ? search : '') + (isHashCounted ? hash : '');
  };

  /** A page counts when somebody can see it, under the address it has by then. */
  const count = (): void => {
    if (!due || isHidden()) return;
    emit('page_view', { navigation: due });
    counted = page.url;
    due = undefined;
  };

  const begin = (navigation: Navigation, url: string, referrer: string): void => {
    settlePage();
    beginPage(url, referrer);
    due = navigation;
    count();
  };

  const navigate = (navigation: Navigation): void => {
    if (due) {
      // Nobody saw the page in between.
      beginPage(location.href, page.referrer);
    } else if (keyOf(location.href) !== keyOf(counted)) begin(navigation, location.href, page.url);
  };

  const { navigation } = window as { navigation?: EventTarget };
  if (navigation)
    navigation.addEventListener('currententrychange', (event) => {
      const { navigationType } = event as { navigationType?: string | null };
      if (navigationType === 'push' || navigationType === 'traverse')
        guard(() => navigate(navigationType === 'push' ? 'push' : 'back_forward'));
    });
  else {
    const { pushState } = history;
    history.pushState = function (...change) {
      pushState.apply(this, change);
      guard(() => navigate('push'));
    };
    listen('popstate', () => navigate('back_forward'));
  }

  listen('visibilitychange', count);
  listen('pageshow', ({ persisted }) => {
    if (persisted) begin('restore', location.href, '');
  });
  count();

  return {
    page: (url = location.href) =>
      guard(() => {
        const address = new URL(url, location.href).href;
        if (address !== counted) begin('api', address, page.url);
      }),
  };
};
