import { type Signal, useSignal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { accepted, readJson } from '../../api/problem.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import type { Role } from '../../state/session.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { type HandedLink, MadeLink } from './made-link.tsx';
import { changeRole, type Member, nameOf } from './member.ts';
import { MemberLine } from './member-line.tsx';
import { teamWords } from './words.ts';

interface MemberListProps {
  members: Signal<readonly Member[] | undefined>;
  ownsEverything: boolean;
  reload: () => Promise<void>;
}

/** Everyone who sees the site, with what can be done about each. */
export const MemberList = ({ members, ownsEverything, reload }: MemberListProps) => {
  const leaving = useSignal<Member | undefined>(undefined);
  const made = useSignal<HandedLink | undefined>(undefined);
  const { isWorking, failure, run } = useAttempt();
  const text = teamWords.value;

  const give = (member: Member, siteId: string, role: Role | null) =>
    run(async () => {
      try {
        await changeRole(member.id, siteId, role);
        announce(text.changed);
      } finally {
        // What was refused shows what stands.
        await reload();
      }
    });
  const link = (member: Member) =>
    run(async () => {
      const created = await readJson(api.people[':person'].link.$post({ param: { person: member.id } }));
      made.value = { title: text.newLink(nameOf(member)), ...created };
      announce(made.value.title);
      await reload();
    });
  const remove = (member: Member) =>
    run(async () => {
      leaving.value = undefined;
      await accepted(api.people[':person'].$delete({ param: { person: member.id } }));
      announce(text.removed(nameOf(member)));
      await reload();
    });

  return (
    <>
      <Failure text={failure.value} />
      {made.value && <MadeLink made={made.value} />}
      <ul class="members">
        {(members.value ?? []).map((member) => (
          <MemberLine
            key={member.id}
            member={member}
            ownsEverything={ownsEverything}
            onRole={(siteId, role) => void give(member, siteId, role)}
            onLink={() => void link(member)}
            onRemove={() => {
              leaving.value = member;
            }}
          />
        ))}
      </ul>
      <Dialog
        title={leaving.value ? text.removeTitle(nameOf(leaving.value)) : ''}
        isOpen={leaving.value !== undefined}
        onClose={() => {
          leaving.value = undefined;
        }}
      >
        <p>{text.removeLead}</p>
        <p class="team-choice">
          <Button look="primary" disabled={isWorking.value} onClick={() => leaving.value && void remove(leaving.value)}>
            {text.remove}
          </Button>
          <Button
            onClick={() => {
              leaving.value = undefined;
            }}
          >
            {words.value.cancel}
          </Button>
        </p>
      </Dialog>
    </>
  );
};
