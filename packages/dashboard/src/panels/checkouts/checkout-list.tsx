import type { Checkout, CheckoutState, CheckoutsDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats, words } from '../../locales/index.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { momentColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { Pager } from '../../ui/pager.tsx';
import { PersonLink } from '../../ui/person-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { checkoutStates } from './checkout-states.ts';
import { checkoutWords } from './words.ts';

/** Rows of seven cells: more would hold the browser up. */
const PAGE_SIZE = 100;

interface CheckoutListProps {
  question: CheckoutsDefinitionInput;
  counts: Record<CheckoutState, number>;
}

const listColumns = (): Column<Checkout>[] => {
  const text = checkoutWords.value;
  return [
    {
      heading: words.value.visitor,
      value: ({ visitorId }) => visitorId,
      show: ({ visitorId }) => <PersonLink visitorId={visitorId} />,
    },
    {
      heading: words.value.customer,
      value: ({ customerId }) => customerId,
      show: ({ customerId }) => customerId && <PersonLink customerId={customerId} />,
    },
    momentColumn(text.startedAt, ({ startedAt }) => startedAt),
    momentColumn(text.lastActivityAt, ({ lastActivityAt }) => lastActivityAt),
    { heading: text.lastStep, value: ({ lastStep }) => lastStep },
    { heading: text.lastField, value: ({ lastField }) => lastField },
    {
      heading: text.value,
      value: ({ value }) => value && `${value.amount} ${value.currency}`,
      show: ({ value }) => (value ? formats.value.money(value.amount, value.currency) : '–'),
      isNumber: true,
    },
  ];
};

/** Who they are, by what became of their checkouts; the newest first. */
export const CheckoutList = ({ question, counts }: CheckoutListProps) => {
  const text = checkoutWords.value;
  const state = ownChoice('state', checkoutStates, 'abandoned');
  const pages = usePages(JSON.stringify([question, state]));
  const definition: CheckoutsDefinitionInput = {
    ...question,
    list: { states: [state], limit: PAGE_SIZE, ...(pages.after !== undefined && { after: pages.after }) },
  };
  const answer = useAnswer('checkouts', definition);
  const columns = listColumns();
  // While another state is asked, the old rows stay: what they are called goes by them.
  const captionOf = (shown: CheckoutState) => `${text.people}: ${text.states[shown]}`;
  return (
    <Card
      title={text.people}
      actions={
        <Select
          label={text.state}
          isLabelHidden
          isSmall
          value={state}
          choices={checkoutStates.map((name) => ({
            value: name,
            label: text.stateCount(text.states[name], formats.value.number(counts[name])),
          }))}
          onChange={(chosen) => goOwn({ state: chosen === 'abandoned' ? '' : chosen })}
        />
      }
    >
      <AnswerView answer={answer}>
        {({ list }, statistics) =>
          !list || list.checkouts.length === 0 ? (
            <Empty title={text.nobody(text.states[state])} icon="people">
              <p>{text.nobodyHint}</p>
            </Empty>
          ) : (
            <div class="stack">
              <Table caption={captionOf(list.checkouts[0]?.state ?? state)} columns={columns} rows={list.checkouts} />
              <Pager pages={pages} pageSize={PAGE_SIZE} shown={list.checkouts.length} nextAfter={list.nextAfter} />
              <AnswerFoot kind="checkouts" definition={definition} statistics={statistics} canBeSaved={false}>
                <CsvButton fileName={`telltale-checkouts-${state}`} columns={columns} rows={list.checkouts} />
              </AnswerFoot>
            </div>
          )
        }
      </AnswerView>
    </Card>
  );
};
