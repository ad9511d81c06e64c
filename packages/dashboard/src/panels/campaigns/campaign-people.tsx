import type { CampaignsDefinitionInput } from '@telltale/query';
import { goOwn } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { type Dimension, readListed } from './campaigns-question.ts';
import { touchName } from './dimension-name.ts';
import { campaignsWords } from './words.ts';

/** Who came by the touch that the address names. */
export const CampaignPeople = ({ question, by }: { question: CampaignsDefinitionInput; by: Dimension }) => {
  const listed = readListed();
  if (!listed) return null;
  const { value, outcome } = listed;
  const text = campaignsWords.value;
  const name = touchName(by, value);
  return (
    <PeopleDialog
      kind="campaigns"
      pageOf={(page) => ({ ...question, people: { value, outcome, ...page } })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName="telltale-campaign-people"
      title={outcome === 'converted' ? text.listedConverted(name) : text.listed(name)}
      isOpen
      onClose={() => goOwn({ listed: undefined })}
    />
  );
};
