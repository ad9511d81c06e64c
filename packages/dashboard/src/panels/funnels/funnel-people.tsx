import { useSignal } from '@preact/signals';
import type { FunnelDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CsvButton, Table } from '../../ui/table.tsx';
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

const LISTED = 100;

const PeopleList = ({ question, outcome, step }: Omit<FunnelPeopleProps, 'count' | 'label'>) => {
  const text = funnelWords.value;
  const answer = useAnswer('funnel', { ...question, people: { outcome, step, limit: LISTED } });
  const columns = [{ heading: text.visitor, value: ({ visitorId }: { visitorId: string }) => visitorId }];
  return (
    <AnswerView answer={answer}>
      {({ people }) => {
        const rows = (people?.visitorIds ?? []).map((visitorId) => ({ visitorId }));
        return (
          <div class="stack">
            <div class="people-head">
              <p>
                <strong>{text.peopleCount(people?.count ?? 0)}</strong>{' '}
                {people?.nextAfter && <span class="is-quiet">{text.morePeople}</span>}
              </p>
              <CsvButton fileName={`telltale-funnel-${outcome}`} columns={columns} rows={rows} />
            </div>
            <Table caption={text.visitor} columns={columns} rows={rows} />
          </div>
        );
      }}
    </AnswerView>
  );
};

/** How many stayed behind at a step; pressed, it lists who they are. */
export const FunnelPeople = ({ question, outcome, step, count, label }: FunnelPeopleProps) => {
  const text = funnelWords.value;
  const isOpen = useSignal(false);
  const said = `${formats.value.number(count)} ${label}`;
  return (
    <>
      <button
        type="button"
        class="funnel-people"
        aria-label={text.people(said)}
        onClick={() => {
          isOpen.value = true;
        }}
      >
        <b>{formats.value.number(count)}</b> {label}
      </button>
      <Dialog
        title={`${text[outcome]} · ${text.step(step + 1)}`}
        isOpen={isOpen.value}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <PeopleList question={question} outcome={outcome} step={step} />
      </Dialog>
    </>
  );
};
