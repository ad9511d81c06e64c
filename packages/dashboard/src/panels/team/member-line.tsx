import { words } from '../../locales/index.ts';
import type { Role } from '../../state/session.ts';
import { sites } from '../../state/site.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EVERY_SITE, type Member, nameOf, roles } from './member.ts';
import { teamWords } from './words.ts';

interface MemberLineProps {
  member: Member;
  ownsEverything: boolean;
  onRole: (siteId: string, role: Role | null) => void;
  onLink: () => void;
  onRemove: () => void;
}

/** Somebody: who, as what and where, and what can be done about it. */
export const MemberLine = ({ member, ownsEverything, onRole, onLink, onRemove }: MemberLineProps) => {
  const text = teamWords.value;
  const name = nameOf(member);
  const entries = Object.entries(member.roles);
  const placeOf = (siteId: string) =>
    siteId === EVERY_SITE ? words.value.everySite : (sites.value.find(({ id }) => id === siteId)?.name ?? siteId);

  return (
    <li class="member">
      <div class="member-who">
        <p class="member-name">
          <bdi>{name}</bdi>
          {member.isYou && <span class="member-you">{text.you}</span>}
        </p>
        {member.email && member.email !== name && (
          <p class="is-quiet">
            <bdi>{member.email}</bdi>
          </p>
        )}
        {member.linkEndsAt !== null && (
          <p class="is-quiet">
            {text.waiting} <Moment at={member.linkEndsAt} />
          </p>
        )}
        {member.linkEndsAt === null && !member.hasPassword && <p class="is-quiet">{text.noLink}</p>}
        {!member.isYours && <p class="is-quiet">{text.notYours}</p>}
      </div>
      <ul class="member-roles">
        {entries.map(([siteId, role]) => {
          const place = placeOf(siteId);
          const isMine = siteId === EVERY_SITE ? ownsEverything : true;
          return (
            <li key={siteId}>
              <bdi class="member-place">{place}</bdi>
              {isMine ? (
                <Select
                  label={text.roleOn(name, place)}
                  isLabelHidden
                  isSmall
                  value={role}
                  choices={roles.map((value) => ({ value, label: words.value.roles[value] }))}
                  onChange={(chosen) => onRole(siteId, chosen)}
                />
              ) : (
                <span class="member-fixed">{words.value.roles[role]}</span>
              )}
              {isMine && entries.length > 1 && (
                <IconButton
                  icon="close"
                  isSmall
                  label={text.takeAway(name, place)}
                  onClick={() => onRole(siteId, null)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <div class="member-acts">
        {member.isYours && !member.isYou && (
          <>
            <Button look="quiet" isSmall aria-label={text.makeLinkFor(name)} onClick={onLink}>
              {text.makeLink}
            </Button>
            <Button look="quiet" isSmall aria-label={text.removeOne(name)} onClick={onRemove}>
              {text.remove}
            </Button>
          </>
        )}
      </div>
    </li>
  );
};
