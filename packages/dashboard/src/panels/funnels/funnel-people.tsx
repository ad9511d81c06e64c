import type { FunnelDefinitionInput, VisitorCondition } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn, ownValues } from '../../state/own.ts';
import { PanelLink } from '../../ui/panel-link.tsx';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { funnelWords } from './words.ts';

const outcomes = ['converted', 'dropped', 'open', 'excluded'] as const;

/** Some of those who entered. */
interface FunnelGroup {
  outcome: (typeof outcomes)[number];
  /** They came exactly so far; counted from 1. Undefined for everyone with the outcome. */
  step?: number | undefined;
}

interface FunnelPeopleProps extends FunnelGroup {
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

/** How many have an outcome, whatever step they came to; pressed, it lists who they are. */
export const OutcomePeople = ({ outcome, count, label }: Omit<FunnelPeopleProps, 'step'>) => (
  <WhoButton
    count={count}
    said={`${formats.value.number(count)} ${label}`}
    onPress={() => goOwn({ listed: { outcome } })}
  />
);

/** Whose list the address opens. */
const listedOf = (): FunnelGroup | undefined => {
  const { listed } = ownValues();
  if (typeof listed !== 'object' || listed === null || !('outcome' in listed)) return undefined;
  const outcome = outcomes.find((name) => name === listed.outcome);
  if (!outcome) return undefined;
  return 'step' in listed && typeof listed.step === 'number' ? { outcome, step: listed.step } : { outcome };
};

/** The same people as a condition of a segment; undefined where the funnel says what a condition cannot. */
const conditionOf = (
  { steps, constant, unit, range, conversionWindow, order, exclusions, filters }: FunnelDefinitionInput,
  listed: FunnelGroup,
): VisitorCondition | undefined => {
  if (constant !== undefined || unit === 'customer' || steps.some(({ isOptional }) => isOptional)) return undefined;
  const funnel = { range, steps, conversionWindow, order, unit, exclusions, filters };
  return { all: [{ funnel, ...listed }] };
};

/** Who has the outcome that the address names. */
export const FunnelPeopleDialog = ({ question }: { question: FunnelDefinitionInput }) => {
  const text = funnelWords.value;
  const listed = listedOf();
  if (!listed) return null;
  const { outcome, step } = listed;
  const condition = conditionOf(question, listed);
  return (
    <PeopleDialog
      kind="funnel"
      pageOf={(page) => ({ ...question, people: { ...listed, ...page } })}
      peopleOf={({ people, customers }) =>
        customers
          ? { unit: 'customer', count: customers.count, ids: customers.customerIds, nextAfter: customers.nextAfter }
          : listedVisitors(people)
      }
      fileName={`telltale-funnel-${outcome}`}
      title={step === undefined ? text[outcome] : `${text[outcome]} · ${text.step(step + 1)}`}
      actions={
        condition && (
          <PanelLink panel="segments" own={condition}>
            {text.asSegment}
          </PanelLink>
        )
      }
      isOpen
      onClose={() => goOwn({ listed: undefined })}
    />
  );
};
