import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import { emptyFault } from '../../state/new-password.ts';
import { notePerson, type Person } from '../../state/session.ts';
import { sites } from '../../state/site.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Failure } from '../../ui/failure.tsx';
import { changeAccount } from './account.ts';
import { accountWords } from './words.ts';

/** The own name, and what the owner of it is where. */
export const NameForm = ({ person }: { person: Person }) => {
  const name = useSignal(person.name);
  const { isWorking, failure, run } = useAttempt();
  const text = accountWords.value;
  const error = emptyFault(name.value);
  const nameOfSite = (siteId: string) =>
    siteId === '*' ? words.value.everySite : sites.value.find(({ id }) => id === siteId)?.name;
  return (
    <div class="stack">
      <form
        class="account-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (error) return;
          void run(async () => {
            notePerson(await changeAccount({ name: name.value.trim() }));
            announce(text.saved);
          });
        }}
      >
        <CredentialField
          kind="name"
          label={text.name}
          value={name.value}
          error={error}
          onChange={(value) => {
            name.value = value;
          }}
        />
        <Button type="submit" disabled={isWorking.value || name.value.trim() === person.name}>
          {text.saveName}
        </Button>
        <Failure text={failure.value} />
      </form>
      <div>
        <h3 class="field-label">{text.roles}</h3>
        <ul class="account-roles">
          {Object.entries(person.roles).map(([siteId, role]) => (
            <li key={siteId}>
              <bdi>{nameOfSite(siteId) ?? siteId}</bdi>: {words.value.roles[role]}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};
