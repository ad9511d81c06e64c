import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { Loading } from '../../ui/states.tsx';
import { EntryPage } from './entry-page.tsx';
import { FirstOwner } from './first-owner.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { entryWords } from './words.ts';

/** Where nobody is signed in: the form, or, where nobody has an account yet, how to make the first one. */
export const Entry = () => {
  const hasOwner = useSignal<boolean | undefined>(undefined);

  useEffect(() => {
    readJson(api['ways-in'].$get()).then(
      ({ hasOwnerAccount }) => {
        hasOwner.value = hasOwnerAccount;
      },
      // While the collector does not answer, the form says so when it is sent.
      () => {
        hasOwner.value = true;
      },
    );
  }, []);

  if (hasOwner.value === undefined)
    return (
      <EntryPage title={entryWords.value.signIn}>
        <Loading />
      </EntryPage>
    );
  if (!hasOwner.value) return <FirstOwner />;
  return (
    <EntryPage title={entryWords.value.signIn}>
      <SignInForm />
    </EntryPage>
  );
};
