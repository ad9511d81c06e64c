import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import { sitesState } from '../../state/session.ts';
import { site } from '../../state/site.ts';
import { Card } from '../../ui/card.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { InviteForm } from './invite-form.tsx';
import { EVERY_SITE, listMembers, type Member, roles } from './member.ts';
import { MemberList } from './member-list.tsx';
import './team.css';
import { teamWords } from './words.ts';

/** What each role may do. */
const RolesExplained = () => {
  const text = teamWords.value;
  return (
    <Card title={text.rolesTitle}>
      <dl class="team-roles">
        {roles.map((role) => (
          <div key={role}>
            <dt>{words.value.roles[role]}</dt>
            <dd>{text.explained[role]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};

/** Everyone who sees the site, with the rest of the page, which would be pushed down if it were there before them. */
const Members = () => {
  const members = useSignal<readonly Member[] | undefined>(undefined);
  const { failure, run } = useAttempt();
  const text = teamWords.value;
  const state = sitesState.value;
  const ownsEverything = state.status === 'ready' && state.person.roles[EVERY_SITE] === 'owner';
  const reload = () =>
    run(async () => {
      members.value = await listMembers();
    });
  useEffect(() => void reload(), []);

  if (!site.value) return null;
  if (failure.value) return <Problem message={failure.value} onRetry={() => void reload()} />;
  if (!members.value) return <Loading />;
  return (
    <>
      <Card title={text.people}>
        <MemberList members={members} ownsEverything={ownsEverything} reload={reload} />
      </Card>
      <Card title={text.invite}>
        <InviteForm
          key={site.value.id}
          site={site.value}
          ownsEverything={ownsEverything}
          onInvited={() => void reload()}
        />
      </Card>
      <RolesExplained />
    </>
  );
};

/** Who may sign in and see the site, and as what. */
export const TeamPanel = () => {
  const text = teamWords.value;
  const isOwner = site.value?.scopes.includes('people:write');
  return (
    <div class="stack team">
      {isOwner ? (
        <Members />
      ) : (
        <Empty title={text.ownersOnly} icon="team">
          <p>{text.ownersOnlyHint}</p>
        </Empty>
      )}
      {!isOwner && <RolesExplained />}
    </div>
  );
};
