import type { FormsDefinitionInput } from '@telltale/query';
import { goOwn } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { readListed } from './form-outcomes.ts';
import { formsWords } from './words.ts';

/** Whose forms came to what the address names. */
export const FormPeople = ({ question }: { question: FormsDefinitionInput }) => {
  const listed = readListed();
  if (!listed) return null;
  return (
    <PeopleDialog
      kind="forms"
      pageOf={(page) => ({ ...question, people: { ...listed, ...page } })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName={`telltale-form-${listed.outcome}`}
      title={`${listed.form} · ${formsWords.value.outcomes[listed.outcome]}`}
      isOpen
      onClose={() => goOwn({ listed: undefined })}
    />
  );
};
