import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem } from '../../api/problem.ts';
import { words } from '../../locales/index.ts';
import { loadSites, signIn } from '../../state/session.ts';
import { Loading } from '../../ui/states.tsx';
import { EntryPage } from './entry-page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { entryWords } from './words.ts';

/** Trades the link's token for a session. */
export const SignInByLink = ({ token }: { token: string }) => {
  const failure = useSignal('');

  useEffect(() => {
    signIn({ token }).then(
      () => {
        // The token is used up: it shall not stay in the address, nor in the history.
        history.replaceState(null, '', '/');
        return loadSites();
      },
      (reason: unknown) => {
        const isRefused = reason instanceof ApiProblem && reason.status === 401;
        failure.value = isRefused ? entryWords.value.failedHint : words.value.noConnection;
      },
    );
  }, [token]);

  if (failure.value)
    return (
      <EntryPage title={entryWords.value.failed} failure={failure.value}>
        <SignInForm />
      </EntryPage>
    );
  return (
    <EntryPage title={entryWords.value.working}>
      <Loading />
    </EntryPage>
  );
};
