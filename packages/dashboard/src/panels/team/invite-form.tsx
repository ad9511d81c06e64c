import { useSignal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import { emailFault } from '../../state/new-password.ts';
import type { Role, Site } from '../../state/session.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Select } from '../../ui/field.tsx';
import { type HandedLink, MadeLink } from './made-link.tsx';
import { EVERY_SITE, roles } from './member.ts';
import { teamWords } from './words.ts';

interface InviteFormProps {
  site: Site;
  ownsEverything: boolean;
  onInvited: () => void;
}

/** Invites somebody by e-mail address, and shows the link to hand over. */
export const InviteForm = ({ site, ownsEverything, onInvited }: InviteFormProps) => {
  const email = useSignal('');
  const role = useSignal<Role>('viewer');
  const place = useSignal(site.id);
  const error = useSignal<string | undefined>(undefined);
  const made = useSignal<HandedLink | undefined>(undefined);
  const done = useSignal('');
  const { isWorking, failure, run } = useAttempt();
  const text = teamWords.value;
  const places = [
    { value: site.id, label: text.thisSite(site.name) },
    ...(ownsEverything ? [{ value: EVERY_SITE, label: words.value.everySite }] : []),
  ];

  const invite = () =>
    run(async () => {
      made.value = undefined;
      done.value = '';
      error.value = emailFault(email.value);
      if (error.value) return;
      const json = { email: email.value.trim(), roles: { [place.value]: role.value } };
      const { link, linkEndsAt } = await readJson(api.people.$post({ json }));
      if (link !== null && linkEndsAt !== null) {
        made.value = { title: text.invited, link, linkEndsAt };
        announce(text.invited);
      } else done.value = text.given(`\u2068${json.email}\u2069`);
      email.value = '';
      onInvited();
    });

  return (
    <>
      <p>{text.inviteLead}</p>
      <form
        class="team-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <CredentialField
          kind="other-email"
          label={text.email}
          value={email.value}
          error={error.value}
          onChange={(value) => {
            email.value = value;
          }}
        />
        <Select
          label={text.role}
          value={role.value}
          choices={roles.map((value) => ({ value, label: words.value.roles[value] }))}
          onChange={(value) => {
            role.value = value;
          }}
        />
        {places.length > 1 && (
          <Select
            label={text.where}
            value={place.value}
            choices={places}
            onChange={(value) => {
              place.value = value;
            }}
          />
        )}
        <Button type="submit" look="primary" icon="plus" disabled={isWorking.value}>
          {text.inviteAction}
        </Button>
      </form>
      <Failure text={failure.value} />
      {done.value && <p role="status">{done.value}</p>}
      {made.value && <MadeLink made={made.value} />}
    </>
  );
};
