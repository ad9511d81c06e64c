import { effect, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { direction, language, words } from './locales/index.ts';
import { currentPanel } from './shell/current-panel.ts';
import { AccountForm } from './shell/entry/account-form.tsx';
import { Entry } from './shell/entry/entry.tsx';
import { entryPath } from './shell/entry/entry-path.ts';
import { SignInByLink } from './shell/entry/sign-in-by-link.tsx';
import { Frame } from './shell/frame.tsx';
import { address, addressWith, go } from './state/address.ts';
import { loadSites, sitesState } from './state/session.ts';
import { site, sites } from './state/site.ts';
import { Announcer } from './ui/announcer.tsx';
import { Empty, Loading, Problem } from './ui/states.tsx';

/** The page while there is no navigation to show. */
const WholePage = ({ children }: { children: ComponentChildren }) => (
  <main class="page-state" id="content">
    <h1 class="visually-hidden">Telltale</h1>
    {children}
  </main>
);

/** A link to a site that does not exist, or not for this reader: another one is never shown in its place. */
const UnknownSite = () => (
  <WholePage>
    <Empty title={words.value.sites.unknown} icon="alert">
      <ul class="site-links">
        {sites.value.map(({ id, name }) => (
          <li key={id}>
            <a class="button button-plain" href={addressWith({ site: id, own: undefined, filters: [], segment: '' })}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Empty>
  </WholePage>
);

const Content = () => {
  const state = sitesState.value;
  const opened = entryPath();
  if (opened?.purpose === 'account') return <AccountForm token={opened.token} />;
  if (opened) return <SignInByLink token={opened.token} />;
  if (state.status === 'signed-out') return <Entry />;
  if (state.status === 'loading')
    return (
      <WholePage>
        <Loading />
      </WholePage>
    );
  if (state.status === 'failed')
    return (
      <WholePage>
        <Problem message={state.message || words.value.noConnection} onRetry={loadSites} />
      </WholePage>
    );
  if (!site.value && sites.value.length > 0) return <UnknownSite />;
  if (!site.value)
    return (
      <WholePage>
        <Empty title={words.value.sites.none} icon="alert">
          <p>{words.value.sites.noneHint}</p>
        </Empty>
      </WholePage>
    );
  return <Frame />;
};

/** The dashboard: signed in or not, with a site or without. */
export const App = () => {
  useEffect(() => {
    if (!entryPath()) loadSites();
  }, []);

  useSignalEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language.value;
    documentElement.dir = direction.value;
    const title = currentPanel.value?.titles[language.value];
    document.title = [title, site.value?.name, 'Telltale'].filter(Boolean).join(' · ');
  });

  // Not `useSignalEffect`, which waits for the next frame: the page would be there before its address.
  useEffect(
    () =>
      effect(() => {
        // An address without a site means the first one; then it shall say so, for a link keeps its meaning.
        if (site.value && address.value.site === '') go({ site: site.value.id }, { isReplacing: true });
      }),
    [],
  );

  return (
    <>
      <Content />
      <Announcer />
    </>
  );
};
