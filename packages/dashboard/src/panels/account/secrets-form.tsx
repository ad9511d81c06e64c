import { useSignal } from '@preact/signals';
import { ApiProblem } from '../../api/problem.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import { emailFault, emptyFault, passwordFault } from '../../state/new-password.ts';
import { notePerson, type Person } from '../../state/session.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Failure } from '../../ui/failure.tsx';
import { changeAccount } from './account.ts';
import { accountWords } from './words.ts';

interface SecretsFormProps {
  person: Person;
  onChanged: () => void;
}

/** What the reader signs in with. Who has a password proves it first. */
export const SecretsForm = ({ person, onChanged }: SecretsFormProps) => {
  const email = useSignal(person.email ?? '');
  const current = useSignal('');
  const fresh = useSignal('');
  const wasSent = useSignal(false);
  const isCurrentWrong = useSignal(false);
  const isSaved = useSignal(false);
  const { isWorking, failure, run } = useAttempt();
  const text = accountWords.value;

  const changesPassword = fresh.value !== '' || !person.hasPassword;
  const faults = {
    email: emailFault(email.value),
    current: person.hasPassword ? emptyFault(current.value) : undefined,
    fresh: changesPassword ? passwordFault(fresh.value) : undefined,
  };
  const shown: Partial<typeof faults> = wasSent.value ? faults : {};

  const save = async () => {
    try {
      const changed = await changeAccount({
        email: email.value.trim(),
        ...(changesPassword && { password: fresh.value }),
        ...(person.hasPassword && { currentPassword: current.value }),
      });
      notePerson(changed);
    } catch (reason) {
      if (!(reason instanceof ApiProblem && reason.code === 'wrong_password')) throw reason;
      isCurrentWrong.value = true;
      return;
    }
    current.value = '';
    fresh.value = '';
    wasSent.value = false;
    isSaved.value = true;
    announce(text.saved);
    onChanged();
  };

  return (
    <form
      class="account-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        wasSent.value = true;
        isCurrentWrong.value = false;
        isSaved.value = false;
        if (!Object.values(faults).some(Boolean)) void run(save);
      }}
    >
      <p>{person.hasPassword ? text.secretsLead : text.firstLead}</p>
      <CredentialField
        kind="email"
        label={text.email}
        value={email.value}
        error={shown.email}
        onChange={(value) => {
          email.value = value;
        }}
      />
      {person.hasPassword && (
        <CredentialField
          kind="current-password"
          label={text.current}
          value={current.value}
          error={isCurrentWrong.value ? text.wrongCurrent : shown.current}
          onChange={(value) => {
            current.value = value;
            isCurrentWrong.value = false;
          }}
        />
      )}
      <CredentialField
        kind="new-password"
        label={text.fresh}
        value={fresh.value}
        hint={words.value.passwordHint}
        error={shown.fresh}
        onChange={(value) => {
          fresh.value = value;
        }}
      />
      <Failure text={failure.value} />
      <p class="account-save">
        <Button type="submit" look="primary" disabled={isWorking.value}>
          {text.saveSecrets}
        </Button>
        {isSaved.value && <span class="is-quiet">{text.saved}</span>}
      </p>
    </form>
  );
};
