import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { formats, words } from '../../locales/index.ts';
import { go } from '../../state/address.ts';
import { emailFault, emptyFault, passwordFault } from '../../state/new-password.ts';
import { loadSites } from '../../state/session.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/states.tsx';
import { EntryPage } from './entry-page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { entryWords } from './words.ts';

const lookUp = (token: string) => readJson(api['account-links'].$post({ json: { token } }));
type Link = Awaited<ReturnType<typeof lookUp>>;

const leadOf = ({ purpose, sites }: Link): string => {
  const text = entryWords.value;
  if (purpose === 'owner') return text.ownerLead;
  if (purpose === 'reset') return text.resetLead;
  const places = sites.map(({ name, role }) => text.place(name ?? words.value.everySite, words.value.roles[role]));
  return text.invitedTo(formats.value.list(places));
};

/** Name, e-mail and password of the account that a link is for. */
const Fields = ({ token, link }: { token: string; link: Link }) => {
  const name = useSignal(link.name);
  const email = useSignal(link.email ?? '');
  const password = useSignal('');
  const wasSent = useSignal(false);
  const { isWorking, failure, run } = useAttempt();
  const text = entryWords.value;
  const faults = {
    name: emptyFault(name.value),
    email: emailFault(email.value),
    password: passwordFault(password.value),
  };
  const shown: Partial<typeof faults> = wasSent.value ? faults : {};

  const make = () =>
    run(async () => {
      wasSent.value = true;
      if (Object.values(faults).some(Boolean)) {
        // The first line that is wrong is where to go on.
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid]')?.focus());
        return;
      }
      const json = { token, name: name.value.trim(), email: email.value.trim(), password: password.value };
      await readJson(api.accounts.$post({ json }));
      // The token is used up: it shall not stay in the address, nor in the history.
      history.replaceState(null, '', '/');
      await loadSites();
      if (link.purpose === 'owner' && site.value) go({ site: site.value.id, panel: 'setup' }, { isReplacing: true });
    });

  return (
    <form
      class="entry-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p>{leadOf(link)}</p>
      <Failure text={failure.value} />
      <CredentialField
        kind="name"
        label={text.name}
        value={name.value}
        error={shown.name}
        onChange={(value) => {
          name.value = value;
        }}
      />
      <CredentialField
        kind="email"
        label={text.email}
        value={email.value}
        error={shown.email}
        onChange={(value) => {
          email.value = value;
        }}
      />
      <CredentialField
        kind="new-password"
        label={text.newPassword}
        value={password.value}
        hint={words.value.passwordHint}
        error={shown.password}
        onChange={(value) => {
          password.value = value;
        }}
      />
      <Button type="submit" look="primary" disabled={isWorking.value}>
        {link.purpose === 'reset' ? text.save : text.make}
      </Button>
    </form>
  );
};

/** Makes an account with a link, or says why the link does not work. */
export const AccountForm = ({ token }: { token: string }) => {
  const link = useSignal<Link | undefined>(undefined);
  const failure = useSignal('');
  const text = entryWords.value;

  useEffect(() => {
    link.value = undefined;
    failure.value = '';
    lookUp(token).then(
      (found) => {
        link.value = found;
      },
      (reason: unknown) => {
        failure.value = problemText(reason);
      },
    );
  }, [token]);

  if (failure.value)
    return (
      <EntryPage title={text.failed} failure={failure.value}>
        <SignInForm />
      </EntryPage>
    );
  if (!link.value)
    return (
      <EntryPage title={text.working}>
        <Loading />
      </EntryPage>
    );
  return (
    <EntryPage title={text[link.value.purpose]}>
      <Fields token={token} link={link.value} />
    </EntryPage>
  );
};
