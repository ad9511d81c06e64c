import type { CheckoutState, CheckoutsDefinitionInput, CheckoutsResult, Compared, Conversion } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Card } from '../../ui/card.tsx';
import { moneyColumn, numberColumn, rateColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { intervalText } from '../../ui/rate.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { checkoutStates } from './checkout-states.ts';
import { checkoutWords } from './words.ts';

interface CheckoutOutcomesProps {
  result: Compared<CheckoutsResult>;
  statistics: { rowsRead: number; elapsedMs: number };
  question: CheckoutsDefinitionInput;
}

interface StateRow {
  state: CheckoutState;
}

/** Between which values a rate lies, and how it changed. */
const rateNote = (now: Conversion | null, before: Conversion | null | undefined) =>
  comparedNote(now?.ratio ?? null, { before: before?.ratio, format: formats.value.percent }, now && intervalText(now));

/** What became of them, and what was at stake: a currency each, never added. */
export const CheckoutOutcomes = ({
  result: { total, cutoffMs, comparison },
  statistics,
  question,
}: CheckoutOutcomesProps) => {
  const text = checkoutWords.value;
  const { number, percent, money, duration } = formats.value;
  const { begun, states, values, abandonment, recovery } = total;
  const before = comparison?.total;
  const currencies = [...new Set(checkoutStates.flatMap((state) => Object.keys(values[state])))].sort();
  const rows = checkoutStates.map((state): StateRow => ({ state }));
  const columns: Column<StateRow>[] = [
    {
      heading: text.state,
      value: ({ state }) => text.states[state],
      show: ({ state }) => (
        <>
          {text.states[state]} <small class="checkout-state-hint">{text.stateHints(duration(cutoffMs))[state]}</small>
        </>
      ),
    },
    numberColumn(text.checkouts, ({ state }) => states[state]),
    rateColumn(text.share, ({ state }) => states[state] / begun),
    ...currencies.map((currency) =>
      moneyColumn<StateRow>(text.cartValue(currency), currency, ({ state }) => values[state][currency]),
    ),
  ];
  return (
    <Card title={text.outcomes}>
      <div class="stack">
        <Figures
          figures={[
            {
              title: text.begun,
              value: number(begun),
              note: comparedNote(begun, { before: before?.begun, format: number }),
            },
            {
              title: text.abandonment,
              value: abandonment ? percent(abandonment.ratio) : '–',
              note: rateNote(abandonment, before?.abandonment),
              hint: text.abandonmentHint,
            },
            {
              title: text.recovery,
              value: recovery ? percent(recovery.ratio) : '–',
              note: rateNote(recovery, before?.recovery),
              hint: text.recoveryHint,
            },
            ...Object.entries(values.abandoned).map(([currency, amount]) => ({
              title: text.atStake(currency),
              value: money(amount, currency),
              hint: text.atStakeHint,
            })),
          ]}
        />
        <Table caption={text.outcomes} columns={columns} rows={rows} />
        <AnswerFoot kind="checkouts" definition={question} statistics={statistics}>
          <CsvButton fileName="telltale-checkout-states" columns={columns} rows={rows} />
        </AnswerFoot>
      </div>
    </Card>
  );
};
