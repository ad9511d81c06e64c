import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { Loading } from '../../ui/states.tsx';
import { EntryPage } from './entry-page.tsx';
import { FirstOwner } from './first-owner.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { entryWords } from './words.ts';

/** Where the collector sends the browser to the provider of identities. */
const OIDC_START = '/api/v1/oidc/start';

/** Why the provider's answer did not sign in; empty when none was given. */
const readProblem = (): string => {
  const problem = new URLSearchParams(location.hash.slice(1)).get('problem');
  const known: Readonly<Record<string, string>> = entryWords.value.oidcProblems;
  return (problem && known[problem]) || '';
};

/** Where nobody is signed in: the form, or, where nobody has an account yet, how to make the first one. */
export const Entry = () => {
  const ways = useSignal<{ hasOwnerAccount: boolean; hasOidc: boolean } | undefined>(undefined);

  useEffect(() => {
    readJson(api['ways-in'].$get()).then(
      (found) => {
        ways.value = found;
      },
      // While the collector does not answer, the form says so when it is sent.
      () => {
        ways.value = { hasOwnerAccount: true, hasOidc: false };
      },
    );
  }, []);

  if (ways.value === undefined)
    return (
      <EntryPage title={entryWords.value.signIn}>
        <Loading />
      </EntryPage>
    );
  if (!ways.value.hasOwnerAccount) return <FirstOwner />;
  return (
    <EntryPage title={entryWords.value.signIn} failure={readProblem()}>
      <SignInForm />
      {ways.value.hasOidc && (
        <a class="button button-plain" href={OIDC_START}>
          {entryWords.value.oidc}
        </a>
      )}
    </EntryPage>
  );
};
