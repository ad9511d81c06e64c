import type { Definitions } from '../../api/ask.ts';
import { formats } from '../../locales/index.ts';
import { Figures } from '../../ui/figures.tsx';
import { Asked } from './asked.tsx';
import { boardWords } from './words.ts';

/** How many checkouts began, what became of them, and what is at stake: a currency each, never added. */
export const CheckoutsAnswer = ({ definition }: { definition: Definitions['checkouts'] }) => (
  <Asked kind="checkouts" definition={definition}>
    {({ total: { begun, abandonment, recovery, values } }) => {
      const text = boardWords.value;
      const { number, percent, money } = formats.value;
      return (
        <Figures
          figures={[
            { title: text.begun, value: number(begun) },
            { title: text.abandoned, value: abandonment ? percent(abandonment.ratio) : '–' },
            { title: text.recovered, value: recovery ? percent(recovery.ratio) : '–' },
            ...Object.entries(values.abandoned).map(([currency, amount]) => ({
              title: text.atStake(currency),
              value: money(amount, currency),
            })),
          ]}
        />
      );
    }}
  </Asked>
);
