import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem } from '../api/problem.ts';
import { formats, words } from '../locales/index.ts';
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
        const isRefused = reason instanceof ApiProblem && reason.status === 401;
        failure.value = isRefused ? words.value.signIn.failedHint : words.value.noConnection;
      },
    );
  }, [token]);

  const { title, working, how, steps, failed } = words.value.signIn;
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
              {failure.value}
            </p>
          )}
          <p>{how}</p>
          <ol class="steps">
            {steps.map((step, index) => (
              <li key={step}>
                <span class="steps-number" aria-hidden="true">
                  {formats.value.number(index + 1)}
                </span>
                {step}
              </li>
            ))}
          </ol>
        </>
      )}
      <Preferences />
    </main>
  );
};
