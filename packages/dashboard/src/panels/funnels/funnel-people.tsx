import type { FunnelDefinitionInput } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn, ownValues } from '../../state/own.ts';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors, MOST_LISTED } from '../../ui/people-list.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { funnelWords } from './words.ts';

/** Those who stayed behind at a step. */
interface StayedBehind {
  outcome: 'open' | 'dropped';
  /** They came exactly so far; counted from 1. */
  step: number;
}

interface FunnelPeopleProps extends StayedBehind {
  count: number;
  /** What became of them, as words after a number. */
  label: string;
}

/** How many stayed behind at a step; pressed, it lists who they are. */
export const FunnelPeople = ({ outcome, step, count, label }: FunnelPeopleProps) => {
  const shown = formats.value.number(count);
  return (
    <WhoButton count={count} said={`${shown} ${label}`} onPress={() => goOwn({ listed: { outcome, step } })}>
      <b>{shown}</b> {label}
    </WhoButton>
  );
};

/** Whose list the address opens. */
const listedOf = (): StayedBehind | undefined => {
  const { listed } = ownValues();
  if (typeof listed !== 'object' || listed === null || !('outcome' in listed) || !('step' in listed)) return undefined;
  const { outcome, step } = listed;
  if ((outcome !== 'open' && outcome !== 'dropped') || typeof step !== 'number') return undefined;
  return { outcome, step };
};

/** Who stayed behind at the step that the address names. */
export const FunnelPeopleDialog = ({ question }: { question: FunnelDefinitionInput }) => {
  const text = funnelWords.value;
  const listed = listedOf();
  if (!listed) return null;
  return (
    <PeopleDialog
      kind="funnel"
      definition={{ ...question, people: { ...listed, limit: MOST_LISTED } }}
      peopleOf={({ people }) => listedVisitors(people)}
      fileName={`telltale-funnel-${listed.outcome}`}
      title={`${text[listed.outcome]} · ${text.step(listed.step + 1)}`}
      isOpen
      onClose={() => goOwn({ listed: undefined })}
    />
  );
};
