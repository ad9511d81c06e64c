import type { CardKind } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { checkoutStates } from './checkout-states.ts';
import { checkoutWords } from './words.ts';

/** How many began, what became of them, and what is at stake: a currency each, never added. */
export const checkoutsCard: CardKind<'checkouts'> = {
  Answer: ({ result: { total, comparison } }) => {
    const text = checkoutWords.value;
    const { number, percent, money } = formats.value;
    const { begun, abandonment, recovery, values } = total;
    const before = comparison?.total;
    return (
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
            note: comparedNote(abandonment?.ratio ?? null, { before: before?.abandonment?.ratio, format: percent }),
          },
          {
            title: text.recovery,
            value: recovery ? percent(recovery.ratio) : '–',
            note: comparedNote(recovery?.ratio ?? null, { before: before?.recovery?.ratio, format: percent }),
          },
          ...Object.entries(values.abandoned).map(([currency, amount]) => ({
            title: text.atStake(currency),
            value: money(amount, currency),
          })),
        ]}
      />
    );
  },
  file: ({ result: { total } }) => {
    const text = checkoutWords.value;
    const currencies = [...new Set(checkoutStates.flatMap((state) => Object.keys(total.values[state])))].sort();
    return {
      headings: [text.state, text.checkouts, ...currencies.map(text.cartValue)],
      rows: checkoutStates.map((state) => [
        text.states[state],
        total.states[state],
        ...currencies.map((currency) => total.values[state][currency] ?? null),
      ]),
    };
  },
};
