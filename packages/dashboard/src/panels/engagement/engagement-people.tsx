import type { EngagementDefinitionInput } from '@telltale/query';
import { goOwn, ownText } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { engagedGroups } from './figure-groups.ts';
import { engagementWords } from './words.ts';

/** Who belongs to the group that the address names. */
export const EngagementPeople = ({ question }: { question: EngagementDefinitionInput }) => {
  const who = engagedGroups.find((group) => group === ownText('listed'));
  if (!who) return null;
  return (
    <PeopleDialog
      kind="engagement"
      pageOf={(page) => ({ ...question, people: { who, ...page } })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName={`telltale-${who.replaceAll('_', '-')}`}
      title={engagementWords.value.who[who]}
      isOpen
      onClose={() => goOwn({ listed: '' })}
    />
  );
};
