import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { direction, language, words } from './locales/index.ts';
import { currentPanel } from './shell/current-panel.ts';
import { Frame } from './shell/frame.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { address, go } from './state/address.ts';
import { loadSites, sitesState } from './state/session.ts';
import { site } from './state/site.ts';
import { Announcer } from './ui/announcer.tsx';
import { Empty, Loading, Problem } from './ui/states.tsx';

const signInToken = (): string | undefined =>
  location.pathname === '/sign-in' ? (new URLSearchParams(location.search).get('token') ?? undefined) : undefined;

const Content = () => {
  const state = sitesState.value;
  if (signInToken()) return <SignIn token={signInToken()} />;
  if (state.status === 'signed-out') return <SignIn token={undefined} />;
  if (state.status === 'loading') return <Loading />;
  if (state.status === 'failed') return <Problem message={state.message} onRetry={loadSites} />;
  if (!site.value)
    return (
      <Empty title={words.value.sites.none} icon="alert">
        <p>{words.value.sites.noneHint}</p>
      </Empty>
    );
  return <Frame />;
};

/** The dashboard: signed in or not, with a site or without. */
export const App = () => {
  useEffect(() => {
    if (!signInToken()) loadSites();
  }, []);

  useSignalEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language.value;
    documentElement.dir = direction.value;
    const title = currentPanel.value?.titles[language.value];
    document.title = [title, site.value?.name, 'Telltale'].filter(Boolean).join(' · ');
  });

  useSignalEffect(() => {
    // An address without a site, or with one that is not ours, means the first site.
    if (site.value && site.value.id !== address.value.site) go({ site: site.value.id }, { isReplacing: true });
  });

  return (
    <>
      <Content />
      <Announcer />
    </>
  );
};
