import type { HeatmapDefinitionInput } from '@telltale/query';
import { goOwn, ownChoice, ownText } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { heatmapWords } from './words.ts';

/** Who clicked the element, or had the kind of click, that the address names. */
export const HeatmapPeople = ({ question }: { question: HeatmapDefinitionInput }) => {
  const text = heatmapWords.value;
  if (ownText('listed') !== 'clicks') return null;
  const anchor = ownText('anchor');
  const reaction = ownChoice('reaction', ['', 'rage', 'dead', 'error'], '');
  return (
    <PeopleDialog
      kind="heatmap"
      pageOf={(page) => ({
        ...question,
        layers: ['elements'],
        people: { ...(anchor && { anchor }), ...(reaction && { reaction }), ...page },
      })}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName="telltale-heatmap-people"
      title={[text.whoTitle, anchor, reaction && text.reactions[reaction]].filter(Boolean).join(' · ')}
      isOpen
      onClose={() => goOwn({ listed: '', anchor: '', reaction: '' })}
    />
  );
};
