import type { ErrorsDefinitionInput } from '@telltale/query';
import { goOwn, ownText } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { errorWords } from './words.ts';

/** Whom the fault hit that the address names by its fingerprint. */
export const FaultPeople = ({ question: { range, filters = [] } }: { question: ErrorsDefinitionInput }) => {
  const fingerprint = ownText('listed');
  if (fingerprint === '') return null;
  return (
    <PeopleDialog
      kind="breakdown"
      pageOf={(page) => ({
        range,
        filters,
        events: [{ kind: 'error' }],
        property: 'fingerprint',
        people: { value: fingerprint, ...page },
      })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName="telltale-error-people"
      title={errorWords.value.whoTitle}
      isOpen
      onClose={() => goOwn({ listed: '' })}
    />
  );
};
