import type { FunnelDefinitionInput } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { PeopleButton } from '../../ui/people-button.tsx';
import { listedVisitors, MOST_LISTED } from '../../ui/people-list.tsx';
import { funnelWords } from './words.ts';

interface FunnelPeopleProps {
  question: FunnelDefinitionInput;
  outcome: 'open' | 'dropped';
  /** They came exactly so far; counted from 1. */
  step: number;
  count: number;
  /** What became of them, as words after a number. */
  label: string;
}

/** How many stayed behind at a step; pressed, it lists who they are. */
export const FunnelPeople = ({ question, outcome, step, count, label }: FunnelPeopleProps) => {
  const text = funnelWords.value;
  const shown = formats.value.number(count);
  return (
    <PeopleButton
      kind="funnel"
      definition={{ ...question, people: { outcome, step, limit: MOST_LISTED } }}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName={`telltale-funnel-${outcome}`}
      label={words.value.seeWho(`${shown} ${label}`)}
      title={`${text[outcome]} · ${text.step(step + 1)}`}
    >
      <b>{shown}</b> {label}
    </PeopleButton>
  );
};
