import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../locales/index.ts';
import { loadSites, signIn } from '../state/session.ts';
import { Loading } from '../ui/states.tsx';
import { Mark } from './mark.tsx';
import { Preferences } from './preferences.tsx';

interface SignInProps {
  /** The one-time token of the link that was opened; undefined when nobody is signed in and no link was opened. */
  token: string | undefined;
}

/** Trades the link's token for a session, or explains how to get a link. */
export const SignIn = ({ token }: SignInProps) => {
  const failure = useSignal('');

  useEffect(() => {
    if (!token) return;
    signIn(token).then(
      () => {
        // The token is used up: it shall not stay in the address, nor in the history.
        history.replaceState(null, '', '/');
        return loadSites();
      },
      (reason: unknown) => {
        failure.value = reason instanceof Error ? reason.message : String(reason);
      },
    );
  }, [token]);

  const { title, working, how, steps, failed, failedHint } = words.value.signIn;
  return (
    <main class="sign-in" id="content">
      <Mark />
      {token && !failure.value ? (
        <div role="status">
          <h1>{working}</h1>
          <Loading />
        </div>
      ) : (
        <>
          <h1>{failure.value ? failed : title}</h1>
          {failure.value && (
            <p class="sign-in-failure" role="alert">
              <bdi>{failure.value}</bdi> {failedHint}
            </p>
          )}
          <p>{how}</p>
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      <Preferences />
    </main>
  );
};
