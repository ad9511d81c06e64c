import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../../emit.ts';
import { guard } from '../../lib/guard.ts';
import { tell } from '../../lib/hear.ts';
import { isHidden } from '../../lib/is-hidden.ts';
import { listen } from '../../lib/listen.ts';
import { beginPage, keyOf, page } from '../../lib/page.ts';
import type { Recorder } from '../../recorder.ts';

type Navigation = NonNullable<PropertiesOf<'page_view'>['navigation']>;

/** TypeScript's DOM does not know it yet: https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-interface */
interface NavigationApi {
  addEventListener(type: 'currententrychange', hear: (event: { navigationType: string | null }) => void): void;
}

/**
 * Counts the pages a visitor sees: the one that was loaded once it is visible, then each changed path through `pushState`,
 * back/forward or the Navigation API, and a restore from the back/forward cache. `replaceState` never makes a page view.
 */
export const pageView: Recorder = (emit: Emit) => {
  let due: Navigation | undefined = 'load';

  /** A page counts when somebody can see it, under the address it has by then. */
  const count = (): void => {
    if (!due || isHidden()) return;
    const navigation = due;
    due = undefined;
    emit('page_view', { navigation });
  };

  const begin = (navigation: Navigation, url = location.href, referrer = page.url): void => {
    tell('settled');
    // A page that nobody has seen yet was not left: the visitor still comes from where they came.
    beginPage(url, due ? page.referrer : referrer);
    due ??= navigation;
    count();
  };

  const navigate = (navigation: Navigation): void => {
    if (keyOf(location) !== keyOf(new URL(page.url))) begin(navigation);
  };

  const { navigation } = window as { navigation?: NavigationApi };
  if (navigation)
    navigation.addEventListener('currententrychange', ({ navigationType }) => {
      // Nothing navigates where only what the entry remembers has changed.
      if (navigationType && navigationType !== 'replace')
        guard(() => navigate(navigationType === 'push' ? navigationType : 'back_forward'));
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
  listen('pageshow', (event) => {
    if (event.persisted) begin('restore', location.href, '');
  });
  count();

  return {
    page: (url = location.href) =>
      guard(() => {
        const { href } = new URL(url, location.href);
        if (href !== page.url) begin('api', href);
      }),
  };
};
