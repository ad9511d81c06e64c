import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { loadSites, signIn } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Failure } from '../../ui/failure.tsx';
import { entryPath } from './entry-path.ts';
import { entryWords } from './words.ts';

const RESET_COMMAND = 'pnpm reset-password ada@example.com';

/** E-mail and password, and the way out for who lost it. */
export const SignInForm = () => {
  const email = useSignal('');
  const password = useSignal('');
  const { isWorking, failure, run } = useAttempt();
  const text = entryWords.value;
  return (
    <>
      <form
        class="entry-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(async () => {
            await signIn({ email: email.value.trim(), password: password.value });
            // Whoever was sent to a panel goes on there; the links that sign in lead nowhere else.
            if (entryPath()) history.replaceState(null, '', '/');
            await loadSites();
          });
        }}
      >
        <Failure text={failure.value} />
        <CredentialField
          kind="email"
          label={text.email}
          value={email.value}
          onChange={(value) => {
            email.value = value;
          }}
        />
        <CredentialField
          kind="current-password"
          label={text.password}
          value={password.value}
          onChange={(value) => {
            password.value = value;
          }}
        />
        <Button type="submit" look="primary" disabled={isWorking.value || !email.value.trim() || password.value === ''}>
          {text.signInAction}
        </Button>
      </form>
      <details class="entry-lost">
        <summary>{text.lost}</summary>
        <p>{text.lostHint}</p>
        <CodeBlock label={text.lost} code={RESET_COMMAND} />
      </details>
    </>
  );
};
