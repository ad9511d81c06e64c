import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import { Card } from '../../ui/card.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { type Account, readAccount } from './account.ts';
import './account.css';
import { NameForm } from './name-form.tsx';
import { SecretsForm } from './secrets-form.tsx';
import { SessionList } from './session-list.tsx';
import { accountWords } from './words.ts';

/** The own name, password and sessions. */
export const AccountPanel = () => {
  const account = useSignal<Account | undefined>(undefined);
  const { failure, run } = useAttempt();
  const text = accountWords.value;
  const reload = () =>
    run(async () => {
      account.value = await readAccount();
    });
  useEffect(() => void reload(), []);

  if (failure.value) return <Problem message={failure.value} onRetry={() => void reload()} />;
  if (!account.value) return <Loading />;
  const { person, sessions } = account.value;
  return (
    <div class="stack account">
      <Card title={text.secrets}>
        {/* Made anew when a first password was chosen: it asks for more then. */}
        <SecretsForm key={String(person.hasPassword)} person={person} onChanged={() => void reload()} />
      </Card>
      <Card title={text.sessions}>
        <SessionList sessions={sessions} reload={reload} />
      </Card>
      <Card title={text.you}>
        <NameForm key={person.name} person={person} />
      </Card>
    </div>
  );
};
