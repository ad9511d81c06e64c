import type { InspectionsDefinitionInput } from '@telltale/query';
import { goOwn, ownText } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { featureWords } from './words.ts';

/** Who inspected the feature that the address names. */
export const FeaturePeople = ({ question }: { question: InspectionsDefinitionInput }) => {
  const feature = ownText('listed');
  if (feature === '') return null;
  return (
    <PeopleDialog
      kind="inspections"
      pageOf={(page) => ({ ...question, people: { feature, group: 'inspected', ...page } })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName="telltale-feature-people"
      title={`${feature} · ${featureWords.value.seenBy}`}
      isOpen
      onClose={() => goOwn({ listed: '' })}
    />
  );
};
